import { isSame, isValues, type Value, type Values } from './values.js';

/** What of a document differs from another one that has the same fields: what has to be written to say it. */
export function differenceFrom(defaults: Values, document: Values): Values {
  const differing = Object.entries(document).flatMap(([field, value]): [string, Value][] => {
    const byDefault = Object.hasOwn(defaults, field) ? defaults[field] : undefined;
    if (isSame(byDefault, value)) return [];
    return [[field, isValues(value) && isValues(byDefault) ? differenceFrom(byDefault, value) : value]];
  });
  return Object.fromEntries(differing);
}

/** A document with what differs written over it; fields that it does not have are added. A list is replaced as a whole. */
export function withDifference(defaults: Values, difference: Values): Values {
  const fields = [...new Set([...Object.keys(defaults), ...Object.keys(difference)])];
  return Object.fromEntries(
    fields.map((field): [string, Value] => {
      const byDefault = Object.hasOwn(defaults, field) ? defaults[field] : undefined;
      if (!Object.hasOwn(difference, field)) return [field, byDefault as Value];
      const value = difference[field] as Value;
      return [field, isValues(value) && isValues(byDefault) ? withDifference(byDefault, value) : value];
    }),
  );
}
