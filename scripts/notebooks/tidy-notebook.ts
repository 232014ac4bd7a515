import sharp from "sharp";
import type { CellOutput, Notebook } from "./notebook-file.ts";

const COLORS = 128;
const ENDING = /\s+$/;

/**
 * Returns an executed notebook as it is kept: without times and versions, with pictures of at most 128 colours, a third of their size.
 * `vectors` names what it was executed on. The same outputs give the same notebook.
 */
export async function tidyNotebook(notebook: Notebook, vectors: string): Promise<Notebook> {
  const { kernelspec } = notebook.metadata as { kernelspec: { language: string } };
  return {
    ...notebook,
    metadata: { kernelspec, language_info: { name: kernelspec.language }, topic_atlas: { vectors } },
    cells: await Promise.all(
      notebook.cells.map(async (cell) =>
        cell.outputs
          ? { ...cell, metadata: {}, outputs: await Promise.all(cell.outputs.map(tidyOutput)) }
          : { ...cell, metadata: {} },
      ),
    ),
  };
}

async function tidyOutput(output: CellOutput): Promise<CellOutput> {
  const picture = output.data?.["image/png"];
  if (typeof picture !== "string") return output;
  return { ...output, data: { ...output.data, "image/png": await shrinkPicture(picture.replace(ENDING, "")) } };
}

async function shrinkPicture(base64: string): Promise<string> {
  const png = await sharp(Buffer.from(base64, "base64"))
    .png({ palette: true, colours: COLORS, dither: 0, effort: 10, compressionLevel: 9 })
    .toBuffer();
  return png.toString("base64");
}
