import openWabt from "wabt";

/** The source of the kernel. */
export const ROW_PRODUCTS_SOURCE = new URL("../pipeline/numeric/row-products.wat", import.meta.url);

/** Returns WebAssembly text as a module in base64. Throws where it is not valid. */
export async function compileRowProducts(source: string): Promise<string> {
  const { parseWat } = await openWabt();
  const module = parseWat("row-products.wat", source, { simd: true });
  try {
    module.resolveNames();
    module.validate();
    return Buffer.from(module.toBinary({}).buffer).toString("base64");
  } finally {
    module.destroy();
  }
}
