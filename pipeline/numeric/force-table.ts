import { power } from "./power.ts";

const SMALLEST_POWER = -26;
const LARGEST_POWER = 14;
/** Bits of a single's mantissa, and how many of them name a place of the table: 64 places between a power of two and the next. */
const MANTISSA_BITS = 23;
const PLACE_BITS = 6;
const PLACES = 1 << PLACE_BITS;
const EXPONENT_BIAS = 127;

const REST_BITS = MANTISSA_BITS - PLACE_BITS;
const REST_MASK = (1 << REST_BITS) - 1;
const FIRST_PLACE = (SMALLEST_POWER + EXPONENT_BIAS) << PLACE_BITS;
const SMALLEST = power(2, SMALLEST_POWER);
const LARGEST = power(2, LARGEST_POWER);

const number = new Float32Array(1);
const bits = new Int32Array(number.buffer);

/** A smooth function of a squared distance, computed beforehand at close places and read between them by straight lines: within 1e-4 of its value, and the same everywhere. */
export class ForceTable {
  readonly #values: Float64Array;

  constructor(compute: (square: number) => number) {
    this.#values = Float64Array.from({ length: (LARGEST_POWER - SMALLEST_POWER) * PLACES + 2 }, (_, place) =>
      compute(power(2, SMALLEST_POWER + Math.floor(place / PLACES)) * (1 + (place % PLACES) / PLACES)),
    );
  }

  /** Returns the function at a squared distance of 2^14 at most, as at 2^14 beyond, and 0 where two points all but coincide. */
  at(square: number): number {
    if (square < SMALLEST) return 0;
    number[0] = Math.min(square, LARGEST);
    const word = bits[0]!;
    const place = (word >> REST_BITS) - FIRST_PLACE;
    const low = this.#values[place]!;
    return low + ((this.#values[place + 1]! - low) * (word & REST_MASK)) / (1 << REST_BITS);
  }
}
