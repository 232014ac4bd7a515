const LARGEST_WHOLE_EXPONENT = 64;

/**
 * Returns `base` raised to `exponent`, the same on every Node.js: JavaScript leaves the last digits of `**` and Math.pow to the engine,
 * and V8 changed them in Node.js 24. Whole exponents up to 64 multiply; others are exp(exponent ln base), NaN for a negative base.
 */
export function power(base: number, exponent: number): number {
  if (exponent === 2) return base * base;
  if (Number.isInteger(exponent) && Math.abs(exponent) <= LARGEST_WHOLE_EXPONENT) return multiply(base, exponent);
  return Math.exp(exponent * Math.log(base));
}

/**
 * Returns what `compute` returns while Math.pow is `power`, for libraries that call it. `compute` must end before it returns: nothing
 * else sees the change.
 */
export function withPortablePower<Result>(compute: () => Result): Result {
  const native = Math.pow;
  Math.pow = power;
  try {
    return compute();
  } finally {
    Math.pow = native;
  }
}

function multiply(base: number, exponent: number): number {
  let product = 1;
  for (let factor = 0; factor < Math.abs(exponent); factor++) product *= base;
  return exponent < 0 ? 1 / product : product;
}
