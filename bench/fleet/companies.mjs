import { createHash } from 'node:crypto';
import { BLOCK } from './templates.mjs';

/** Companies beside the big one. */
const OTHERS = 19;
const BIG_SHARE = 0.9;
const MOST_DEPARTMENTS = 40;

/** The id that a name has under a seed; as in work-tables.mjs. */
export const idOf = (seed, name) => {
  const hex = createHash('md5').update(`${seed}/${name}`).digest('hex');
  return hex.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5');
};

/**
 * How the phones are spread: nine tenths in the company that the server made, the rest in nineteen of all sizes; with as many
 * people as have so many phones where they are dealt out in this order. `cut`: the last of them has one phone too many.
 */
export function companiesOf(seed, phones, places, big) {
  const most = Math.round(phones * BIG_SHARE);
  const weights = Array.from({ length: OTHERS }, (_one, index) => 1 / (index + 1));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => Math.floor(((phones - most) * weight) / all));
  const left = phones - most - shares.reduce((sum, share) => sum + share, 0);
  return [most, ...shares.map((share, index) => (index < left ? share + 1 : share))].map((count, index) => ({
    ...{ company: index === 0 ? big : idOf(seed, `company/${index}`), number: index, phones: count },
    departments: Math.max(2, Math.min(MOST_DEPARTMENTS, Math.floor(count / 25))),
    ...peopleWith(count, places),
  }));
}

function peopleWith(phones, places) {
  const perBlock = places.reduce((sum, place) => sum + place.phones, 0);
  let people = Math.floor(phones / perBlock) * BLOCK;
  let left = phones % perBlock;
  for (; left > 0; people += 1) left -= places[people % BLOCK].phones;
  return { people, cut: left < 0 };
}
