import { expect, it } from "vitest";
import { drawSparkline } from "../../pipeline/report/sparkline.ts";

it("draws the largest value whole, the least above nothing as a line, and nothing as nothing", () => {
  const bars = drawSparkline([0, 1, 50, 100], "Last 100");
  expect(bars).toMatchObject({ type: "text", value: "·▁▅█" });
  expect(bars.data).toMatchObject({
    hName: "svg",
    hProperties: { width: 15, ariaLabel: "Last 100" },
    hChildren: [{ tagName: "path", properties: { d: "M4 14v-1h3v1zM8 14v-7h3v7zM12 14v-14h3v14z" } }],
  });
});

it("draws no bar where all is nothing", () => {
  expect(drawSparkline([0, 0], "None")).toMatchObject({ value: "··" });
});
