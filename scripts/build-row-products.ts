import { readFile, writeFile } from "node:fs/promises";
import { compileRowProducts, ROW_PRODUCTS_SOURCE } from "./compile-row-products.ts";

const CODE_URL = new URL("../pipeline/numeric/row-products-code.ts", import.meta.url);

const code = await compileRowProducts(await readFile(ROW_PRODUCTS_SOURCE, "utf8"));
await writeFile(
  CODE_URL,
  `/** row-products.wat as WebAssembly, in base64; made by \`npm run kernel\`. */\nexport const ROW_PRODUCTS_CODE =\n  "${code}";\n`,
);
