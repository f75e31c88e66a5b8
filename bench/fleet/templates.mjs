import { isDeepStrictEqual } from 'node:util';
import { seededNumbers } from '../corpus/seeded-numbers.mjs';
import { evaluated } from './evaluated.mjs';
import { factsOf } from './facts.mjs';
import { momentOf, SHIFT_HOURS } from './moments.mjs';
import { SITUATIONS } from './situations.mjs';

const SHIFT_MS = SHIFT_HOURS * 3_600_000;
const SHIFTS = [0, SHIFT_MS / 2, SHIFT_MS - 1];
/** People are dealt out in thousands. */
export const BLOCK = 1000;

/**
 * Every variant of every situation with what the rules find of it, and the policies and statements. A moment is given for a person
 * without a shift, and whether it moves with theirs: that what is found moves so, and nothing else of it changes, is tried at both
 * ends and in the middle.
 */
export async function templatesOf({ seed, now, notice }) {
  const cases = SITUATIONS.flatMap(({ name, variants, make }) =>
    Array.from({ length: variants }, (_one, variant) => {
      const draw = seededNumbers(seed, `${name} ${variant}`);
      return { name, facts: factsOf(make(draw), draw) };
    }),
  );
  const people = cases.flatMap(({ facts }) => SHIFTS.map((shiftMs) => momentsIn(facts, { now, shiftMs })));
  const { found, policies, statements } = await evaluated({ now, notice, people });
  const moment = (when) => ({ at: momentOf(when, { now, shiftMs: 0 }), moves: 'hours' in when });
  const templates = cases.map((one, id) => {
    const of = found.slice(id * SHIFTS.length, (id + 1) * SHIFTS.length);
    return { id, ...one, moment, found: movingOf(one.name, of) };
  });
  return { templates, policies, statements };
}

/** The facts of somebody, with each `Ago` as milliseconds since 1970. */
const momentsIn = (facts, fleet) =>
  JSON.parse(
    JSON.stringify(facts, (_name, value) => (isAgo(value) ? momentOf(value, fleet).getTime() : value)),
  );

const isAgo = (value) => value !== null && typeof value === 'object' && ('hours' in value || 'days' in value);

/** For each place of a thousand people: which templates somebody there may be of. */
export function dealtOut(seed, templates) {
  const draw = seededNumbers(seed, 'places');
  const places = SITUATIONS.flatMap(({ name, perMille }) => {
    const ids = templates.filter((template) => template.name === name).map(({ id }) => id);
    const phones = templates[ids[0]].facts.phones.length;
    return Array.from({ length: perMille }, () => ({ first: ids[0], count: ids.length, phones }));
  });
  if (places.length !== BLOCK)
    throw new Error(`The situations are of ${places.length} people, not of ${BLOCK}.`);
  for (let at = BLOCK - 1; at > 0; at -= 1) {
    const other = draw.below(at + 1);
    [places[at], places[other]] = [places[other], places[at]];
  }
  return places;
}

function movingOf(name, [found, ...others]) {
  const moved = found.moments.map((at, index) => {
    const by = others.map(({ moments }) => at - moments[index]);
    const given = at === null ? undefined : new Date(at);
    if (by.every((ms) => ms === 0)) return { at: given, moves: false };
    if (by.every((ms, other) => ms === SHIFTS[other + 1])) return { at: given, moves: true };
    throw new Error(
      `What is found of "${name}" at ${String(given)} does not move as those do who are in it.`,
    );
  });
  for (const other of others) {
    if (!isDeepStrictEqual(other.rest, found.rest))
      throw new Error(`What is found of "${name}" is not the same for everybody who is in it.`);
  }
  const [next, ...since] = moved;
  const gaps = found.rest.gaps.map((gap, index) => ({ ...gap, since: since[index] }));
  return { ...found.rest, next, gaps };
}
