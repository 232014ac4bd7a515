const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
/** The header, with what stands before it, fills a multiple of that. */
const ALIGNMENT = 64;

/** Returns a matrix of float32, a row a vector, as a file that numpy.load reads (NPY 1.0, C order, little-endian). */
export function writeNpy({ values, dimensions }: { values: Float32Array; dimensions: number }): Uint8Array {
  const rows = dimensions === 0 ? 0 : values.length / dimensions;
  const description = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${dimensions}), }`;
  const start = MAGIC.length + 2;
  const length = Math.ceil((start + description.length + 1) / ALIGNMENT) * ALIGNMENT;
  const bytes = new Uint8Array(length + values.length * 4);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC);
  view.setUint16(MAGIC.length, length - start, true);
  bytes.set(new TextEncoder().encode(`${description.padEnd(length - start - 1)}\n`), start);
  for (const [place, value] of values.entries()) view.setFloat32(length + 4 * place, value, true);
  return bytes;
}
