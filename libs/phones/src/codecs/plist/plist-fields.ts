import { PlistReal, PlistUid, type PlistDict, type PlistValue } from './plist-value.js';

/** Of what a phone sent: each answers `undefined` for what is not of its kind. */
export function isDict(value: unknown): value is PlistDict {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return ![Uint8Array, Date, PlistReal, PlistUid].some((kind) => value instanceof kind);
}

export const dictOf = (value: unknown): PlistDict | undefined => (isDict(value) ? value : undefined);

export const arrayOf = (value: unknown): readonly PlistValue[] | undefined =>
  Array.isArray(value) ? (value as readonly PlistValue[]) : undefined;

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const bytesOf = (value: unknown): Uint8Array | undefined =>
  value instanceof Uint8Array ? value : undefined;

export const boolOf = (value: unknown): boolean | undefined =>
  typeof value === 'boolean' ? value : undefined;

/** Of an integer or a real; an integer that a double does not hold exactly is not one number. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  return value instanceof PlistReal ? value.value : undefined;
}

/** Of an integer of any size. */
export function integerOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : undefined;
}
