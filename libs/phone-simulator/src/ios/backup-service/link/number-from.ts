import { PlistReal, type PlistValue } from '@holdfast/phones/codecs';

/** A number of a message; libplist writes a negative one as 64 bits without a sign. `undefined` for what is none. */
export function numberFrom(value: PlistValue | undefined): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(BigInt.asIntN(64, value));
  return value instanceof PlistReal ? value.value : undefined;
}
