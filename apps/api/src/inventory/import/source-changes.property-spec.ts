import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import type { ListedPhone } from './listed-phones.js';
import { type KeptPhone, sourceChanges } from './source-changes.js';

const phone = fc.record({
  hash: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  employeeId: fc.constantFrom('ann', 'ben'),
  platform: fc.constantFrom<'ios' | 'android'>('ios', 'android'),
  model: fc.constantFrom('x', null),
  osVersion: fc.constantFrom('17', null),
  ownership: fc.constantFrom<'company' | null>('company', null),
});
const once = fc.uniqueArray(phone, { selector: ({ hash }) => hash });
const listed = once.map(
  (all) => new Map(all.map((one): [string, ListedPhone] => [one.hash, { ...one, line: 1, name: 'N' }])),
);
const kept = fc
  .tuple(once, fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }))
  .map(([all, gone]) =>
    all.map((one, at): KeptPhone => ({ ...one, id: one.hash, vanished: gone[at] ?? false })),
  );

/** What would be kept afterwards. */
const applied = (before: readonly KeptPhone[], after: ReadonlyMap<string, ListedPhone>): KeptPhone[] => {
  const { added, changed, vanished } = sourceChanges(before, after);
  const anew = new Map(changed.map((one) => [one.id, one]));
  return [
    ...before.map((one) => ({
      ...one,
      ...anew.get(one.id),
      vanished: vanished.includes(one.id) || (one.vanished && !anew.has(one.id)),
    })),
    ...added.map((one) => ({ ...one, id: one.hash, vanished: false })),
  ];
};

describe('what an import changes', () => {
  it('makes what is kept what is listed, and nothing the second time', () => {
    fc.assert(
      fc.property(kept, listed, (before, list) => {
        const after = applied(before, list);
        const there = after.filter(({ vanished }) => !vanished).map(({ hash }) => hash);
        const again = sourceChanges(after, list);
        return (
          there.length === list.size &&
          there.every((hash) => list.has(hash)) &&
          again.added.length + again.changed.length + again.vanished.length + again.people.length === 0 &&
          again.unchanged === list.size
        );
      }),
    );
  });

  it('names everybody whose phones it touches', () => {
    fc.assert(
      fc.property(kept, listed, (before, list) => {
        const { added, changed, vanished, people } = sourceChanges(before, list);
        const touched = [
          ...[...added, ...changed].map(({ employeeId }) => employeeId),
          ...before.filter(({ id }) => vanished.includes(id)).map(({ employeeId }) => employeeId),
          ...before
            .filter(({ id }) => changed.some((one) => one.id === id))
            .map(({ employeeId }) => employeeId),
        ];
        return touched.every((id) => people.includes(id)) && people.every((id) => touched.includes(id));
      }),
    );
  });
});
