import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changesBetween } from './changes-between.js';
import { differenceFrom, withDifference } from './difference-from.js';
import { isSame, type Values } from './values.js';

/** Documents with the same fields, down to lists and plain values: as two policies are. */
const leaf = fc.oneof(
  fc.integer({ min: 0, max: 3 }),
  fc.boolean(),
  fc.constant(null),
  fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 2 }),
  fc.array(fc.record({ days: fc.array(fc.integer({ min: 1, max: 2 }), { maxLength: 2 }) }), { maxLength: 2 }),
);
const documents: fc.Arbitrary<Values> = fc.record({
  name: leaf,
  schedule: fc.record({ everyHours: leaf, windows: leaf }),
  scope: fc.record({ android: fc.record({ include: leaf, exclude: leaf }), maxFileBytes: leaf }),
});

describe('differences between documents', () => {
  it('say a document when written over what they differ from, and nothing of what is the same', () => {
    fc.assert(
      fc.property(documents, documents, (one, other) => {
        const difference = differenceFrom(one, other);
        expect(withDifference(one, difference)).toEqual(other);
        expect(Object.keys(difference).length === 0).toBe(isSame(one, other));
        const changes = changesBetween(one, other);
        expect(changes.length === 0).toBe(isSame(one, other));
        for (const { path, from, to } of changes) {
          const at = (values: Values) =>
            path.split('.').reduce<unknown>((value, field) => (value as Values)[field], values);
          expect([at(one), at(other)]).toEqual([from, to]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
