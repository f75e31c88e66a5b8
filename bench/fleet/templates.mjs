import { isDeepStrictEqual } from 'node:util';
import { whoseStep } from '@holdfast/policy';
import { seededNumbers } from '../corpus/seeded-numbers.mjs';
import { factsOf } from './facts.mjs';
import { foundOf } from './found.mjs';
import { momentOf, SHIFT_HOURS } from './moments.mjs';
import { SITUATIONS } from './situations.mjs';

const SHIFT_MS = SHIFT_HOURS * 3_600_000;
/** People are dealt out in thousands. */
export const BLOCK = 1000;

/**
 * Every variant of every situation with what the rules find of it. A moment is given for a person without a shift, and whether it
 * moves with theirs: that what is found moves so, and nothing else of it changes, is tried at both ends and in the middle.
 */
export function templatesOf(seed, now) {
  const templates = SITUATIONS.flatMap(({ name, variants, make }) =>
    Array.from({ length: variants }, (_one, variant) => {
      const draw = seededNumbers(seed, `${name} ${variant}`);
      const facts = factsOf(make(draw), draw);
      const moment = (when) => ({ at: momentOf(when, { now, shiftMs: 0 }), moves: 'hours' in when });
      return { name, facts, moment, found: movingOf(name, (shiftMs) => foundOf(facts, { now, shiftMs })) };
    }),
  );
  return templates.map((template, id) => ({ id, ...template }));
}

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

function movingOf(name, find) {
  const [found, ...others] = [0, SHIFT_MS / 2, SHIFT_MS - 1].map((shiftMs) => ({
    shiftMs,
    ...flat(find(shiftMs)),
  }));
  const moved = found.moments.map((at, index) => {
    const by = others.map(({ moments }) => moment(at) - moment(moments[index]));
    if (by.every((ms) => ms === 0)) return { at, moves: false };
    if (by.every((ms, other) => ms === others[other].shiftMs)) return { at, moves: true };
    throw new Error(`What is found of "${name}" at ${String(at)} does not move as those do who are in it.`);
  });
  for (const other of others) {
    if (!isDeepStrictEqual(other.rest, found.rest))
      throw new Error(`What is found of "${name}" is not the same for everybody who is in it.`);
  }
  const [next, ...since] = moved;
  const gaps = found.rest.gaps.map((gap, index) => ({ ...gap, since: since[index] }));
  return { ...found.rest, next, gaps };
}

const moment = (at) => at?.getTime() ?? 0;

function flat({ standing, gaps, phones, nextTransitionAt }) {
  const all = [
    ...gaps.map((gap) => ({ ...gap, place: null })),
    ...phones.flatMap((phone, place) => phone.gaps.map((gap) => ({ ...gap, place }))),
  ];
  return {
    moments: [nextTransitionAt, ...all.map(({ since }) => since)],
    rest: {
      standing,
      phones: phones.map(({ state, withinAge, gaps: own, snapshots, copies }) => ({
        ...{ state, withinAge, snapshots, copies },
        codes: own.map(({ code }) => code),
      })),
      gaps: all.map(({ place, code, severity, cause, details, exemptionId }) => ({
        ...{ place, code, severity, cause: cause ?? null, details: details ?? {} },
        whose: whoseStep(code, cause),
        exempt: exemptionId !== undefined,
      })),
    },
  };
}
