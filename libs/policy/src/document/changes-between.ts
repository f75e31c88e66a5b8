import { isSame, isValues, type Value, type Values } from './values.js';

/** A field that reads differently. Null: it is not there. */
export interface FieldChange {
  /** `schedule.everyHours`. A list is one field. */
  readonly path: string;
  readonly from: Value;
  readonly to: Value;
}

/** What changes field by field from one document to another, in the order of the fields; none where they say the same. */
export function changesBetween(from: Values, to: Values): FieldChange[] {
  const fields = [...new Set([...Object.keys(from), ...Object.keys(to)])];
  return fields.flatMap((field) => {
    const [before, after] = [own(from, field), own(to, field)];
    if (isSame(before, after)) return [];
    if (!isValues(before) || !isValues(after))
      return [{ path: field, from: before ?? null, to: after ?? null }];
    return changesBetween(before, after).map((change) => ({ ...change, path: `${field}.${change.path}` }));
  });
}

const own = (values: Values, field: string): Value | undefined =>
  Object.hasOwn(values, field) ? values[field] : undefined;
