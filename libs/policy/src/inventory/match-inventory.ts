import { type ModelNames, type PhoneModel, PhoneModels } from './phone-model.js';

/** A phone of somebody's, as an inventory or an enrolment tells of it. */
export interface ListedPhone {
  readonly id: string;
  readonly person: string;
  readonly platform: string;
  readonly model: string | null;
  readonly osVersion: string | null;
}

interface Candidate {
  readonly id: string;
  readonly model: PhoneModel | undefined;
  readonly osVersion: string | null;
}

type Fits = (listed: Candidate, enrolled: Candidate) => boolean;

const sameModel: Fits = (a, b) => a.model !== undefined && a.model.key === b.model?.key;
const oneUnknown: Fits = (a, b) => !(a.model?.known === true && b.model?.known === true);
const onlyListedKnown: Fits = (a, b) => a.model?.known === true && oneUnknown(a, b);
const sameVersion =
  (fits: Fits): Fits =>
  (a, b) =>
    a.osVersion !== null && a.osVersion === b.osVersion && fits(a, b);

/**
 * From the surest to the least sure. A model that the table does not know may be any other one, so what is left is matched
 * by count: a spelling that nobody knows never makes two phones out of one. A known model takes one that is not known before
 * an unknown one does, since the unknown one could also take a known one: so as many as possible find each other.
 */
const STEPS: readonly Fits[] = [
  sameVersion(sameModel),
  sameModel,
  sameVersion(onlyListedKnown),
  onlyListedKnown,
  sameVersion(oneUnknown),
  oneUnknown,
];

const byId = (a: Candidate, b: Candidate): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

const grouped = (phones: readonly ListedPhone[], models: PhoneModels): Map<string, Candidate[]> => {
  const groups = new Map<string, Candidate[]>();
  for (const { id, person, platform, model, osVersion } of phones) {
    const key = JSON.stringify([person, platform]);
    const group = groups.get(key) ?? [];
    group.push({ id, model: models.read(model), osVersion });
    groups.set(key, group);
  }
  return groups;
};

/**
 * Which listed phone is which enrolled one: listed id → enrolled id; a listed phone without an entry is not enrolled. Only
 * phones of one person and one platform are the same, and each enrolled phone is one listed phone at most. The order in
 * which phones are given does not matter: equals are told apart by their ids. Give the phones of one source at a time, since
 * two sources may well tell of the same phone. `names`: the models that are known.
 */
export function matchInventory(
  listed: readonly ListedPhone[],
  enrolled: readonly ListedPhone[],
  names: ModelNames,
): Map<string, string> {
  const models = new PhoneModels(names);
  const enrolledGroups = grouped(enrolled, models);
  const matched = new Map<string, string>();
  for (const [key, group] of grouped(listed, models)) {
    let waiting = group.sort(byId);
    let free = (enrolledGroups.get(key) ?? []).sort(byId);
    for (const fits of STEPS) {
      for (const phone of waiting) {
        const found = free.find((one) => fits(phone, one));
        if (!found) continue;
        matched.set(phone.id, found.id);
        free = free.filter((one) => one !== found);
      }
      waiting = waiting.filter(({ id }) => !matched.has(id));
    }
  }
  return matched;
}
