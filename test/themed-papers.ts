import { writeFile } from "node:fs/promises";
import { createRandom } from "../pipeline/random.ts";

const THEMES = {
  quantization: "quantization bits precision rounding calibration outliers activations kernels memory accuracy".split(
    " ",
  ),
  speech: "speech phonemes acoustic audio speaker recognition prosody waveform dialect listening".split(" "),
  crystals: "crystal lattice phonon magnetic alloy diffraction electron doping symmetry superconductor".split(" "),
  robots: "robot gripper manipulation trajectory locomotion sensor actuator torque navigation terrain".split(" "),
};

export const THEME_NAMES = Object.keys(THEMES);

/** Writes a JSON-lines file of papers on four themes that share no word, so that their topics are known. Returns the theme of each title. */
export async function writeThemedPapers(
  path: string,
  papersPerTheme: number,
  seed = 1,
  date?: string,
): Promise<Map<string, string>> {
  const random = createRandom(seed, "themed papers");
  const themeOf = new Map<string, string>();
  const lines = Object.entries(THEMES).flatMap(([theme, words]) =>
    Array.from({ length: papersPerTheme }, (_, index) => {
      const draw = () => words[random.integer(words.length)]!;
      const title = `${theme} study ${seed}-${index} of ${draw()} and ${draw()}`;
      const sentences = Array.from(
        { length: 5 },
        () => `We examine the ${draw()} ${draw()} with a ${draw()}, and the ${draw()} of ${draw()}.`,
      );
      themeOf.set(title, theme);
      return JSON.stringify({ title, abstract: sentences.join(" "), date });
    }),
  );
  await writeFile(path, `${lines.join("\n")}\n`);
  return themeOf;
}
