import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { type ListedPhone, matchInventory } from './match-inventory.js';

const NAMES = { 'iPhone15,2': 'iPhone 14 Pro', 'iPhone14,5': 'iPhone 13' };
const KNOWN = ['iPhone15,2', 'iPhone 14 Pro', 'iPhone14,5', 'iPhone 13'];
const phones = (prefix: string, models: readonly (string | null)[]) =>
  fc
    .array(
      fc.record({
        person: fc.constantFrom('ann', 'ben'),
        platform: fc.constantFrom('ios', 'android'),
        model: fc.constantFrom(...models),
        osVersion: fc.constantFrom('17.1', '18.0', null),
      }),
      { maxLength: 6 },
    )
    .map((all) => all.map((one, at): ListedPhone => ({ ...one, id: `${prefix}${String(at)}` })));
const ANY = [...KNOWN, 'SM-G991B', 'Pixel 8', null];
const two = fc.tuple(phones('i', ANY), phones('e', ANY));

const inGroup = (all: readonly ListedPhone[], { person, platform }: ListedPhone): ListedPhone[] =>
  all.filter((one) => one.person === person && one.platform === platform);
const of = (all: readonly ListedPhone[], id: string): ListedPhone =>
  all.find((one) => one.id === id) as ListedPhone;

/** By trying: how many pairs are possible where two known models have to be equal. */
const most = (listed: readonly ListedPhone[], enrolled: readonly ListedPhone[]): number => {
  const [first, ...rest] = listed;
  if (!first) return 0;
  const pairs = enrolled
    .filter((one) => matchInventory([first], [one], NAMES).size === 1)
    .map(
      (one) =>
        1 +
        most(
          rest,
          enrolled.filter((other) => other !== one),
        ),
    );
  return Math.max(most(rest, enrolled), ...pairs);
};

describe('matching an inventory', () => {
  it('never crosses persons or platforms, and uses each enrolled phone once', () => {
    fc.assert(
      fc.property(two, ([listed, enrolled]) => {
        const matched = [...matchInventory(listed, enrolled, NAMES)];
        return (
          new Set(matched.map(([, id]) => id)).size === matched.length &&
          matched.every(([id, other]) => {
            const [a, b] = [of(listed, id), of(enrolled, other)];
            return a.person === b.person && a.platform === b.platform;
          })
        );
      }),
    );
  });

  it('leaves as many as there are too many, where no model is known', () => {
    const models = ['SM-G991B', 'Pixel 8', null];
    fc.assert(
      fc.property(phones('i', models), phones('e', models), (listed, enrolled) => {
        const matched = matchInventory(listed, enrolled, NAMES);
        return listed.every((phone) => {
          const group = inGroup(listed, phone);
          const left = group.filter(({ id }) => !matched.has(id)).length;
          return left === Math.max(0, group.length - inGroup(enrolled, phone).length);
        });
      }),
    );
  });

  it('leaves no more than it must', () => {
    const few = fc.tuple(phones('i', ANY), phones('e', ANY)).filter(([a, b]) => a.length + b.length < 9);
    fc.assert(
      fc.property(
        few,
        ([listed, enrolled]) => matchInventory(listed, enrolled, NAMES).size === most(listed, enrolled),
      ),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order in which phones are told', () => {
    fc.assert(
      fc.property(two, fc.integer(), ([listed, enrolled], turn) => {
        const turned = <T>(all: readonly T[]): T[] =>
          all.map((_one, at) => all.at((at + turn) % all.length) as T).reverse();
        const [a, b] = [
          matchInventory(listed, enrolled, NAMES),
          matchInventory(turned(listed), turned(enrolled), NAMES),
        ];
        return a.size === b.size && [...a].every(([id, other]) => b.get(id) === other);
      }),
    );
  });
});
