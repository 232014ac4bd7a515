/** Returns examples of a command for its help, a line each: what to type, and what it does. */
export function describeExamples(examples: readonly (readonly [call: string, meaning: string])[]): string {
  const width = Math.max(...examples.map(([call]) => call.length)) + 3;
  return ["", "Examples:", ...examples.map(([call, meaning]) => `  ${call.padEnd(width)}${meaning}`)].join("\n");
}
