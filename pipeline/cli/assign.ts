import { defineCommand } from "./define-command.ts";
export const assign = defineCommand({
  name: "assign",
  description: "x",
  declare: () => {},
  examples: [["x", "x"]],
  notes: "",
  answer: async () => {},
});
