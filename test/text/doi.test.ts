import { describe, expect, it } from "vitest";
import { readDoi } from "../../pipeline/text/doi.ts";

describe("readDoi", () => {
  it.each([
    ["10.1000/182", "10.1000/182"],
    ["doi: 10.1103/PhysRevLett.1", "10.1103/physrevlett.1"],
    ["Doi 10.3141/2376-06", "10.3141/2376-06"],
    ["https://doi.org/10.1000/a%3Cb", "10.1000/a<b"],
    ["http://dx.doi.org/10.1000.10/x%", "10.1000.10/x%"],
  ])("reads %s as %s", (text, doi) => {
    expect(readDoi(text)).toBe(doi);
  });

  it.each(["", "11.1000/182", "10.1000/", "10.1000/a b", "see 10.1000/182"])("takes %s for none", (text) => {
    expect(readDoi(text)).toBeNull();
  });
});
