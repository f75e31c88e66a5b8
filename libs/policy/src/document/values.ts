/** What JSON can say, as a policy is made of it. */
export type Value = null | boolean | number | string | readonly Value[] | Values;
export interface Values {
  readonly [field: string]: Value;
}

export const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two values say the same; the order of fields does not matter, that of lists does. */
export function isSame(one: Value | undefined, other: Value | undefined): boolean {
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((value: Value, at) => isSame(value, other[at] as Value));
  }
  if (!isValues(one) || !isValues(other)) return one === other;
  const fields = Object.keys(one);
  return (
    fields.length === Object.keys(other).length &&
    fields.every((field) => Object.hasOwn(other, field) && isSame(one[field], other[field]))
  );
}
