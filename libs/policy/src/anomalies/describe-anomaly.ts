import { counted } from '../text/words.js';
import type { AnomalyKind, FoundAnomaly } from './judge-snapshot.js';

const where = ({ category }: FoundAnomaly): string => (category === undefined ? '' : ` of its ${category}`);
const percent = ({ details }: FoundAnomaly, name: string): string => `${String(details[name] ?? 0)} %`;

const TEXTS: Record<AnomalyKind, (found: FoundAnomaly) => string> = {
  encrypted: (found) =>
    `${percent(found, 'changedPercent')} of the files${where(found)} were changed into what looks like noise, as encryption does it.`,
  replaced: (found) =>
    `${percent(found, 'removedPercent')} of the files${where(found)} went, and as much that was never seen before came in their place.`,
  gone: (found) =>
    `${percent(found, 'removedPercent')} of the files${where(found)} are no longer on the phone.`,
  'stopped-growing': ({ details }) =>
    `Nothing new has come for ${counted(details['days'] ?? 0, 'day')}, on a phone that brought something nearly every time: its camera may ` +
    'write somewhere else, or the agent lost a permission.',
};

/** What a phone's history does not explain, as a person reads it. */
export const describeAnomaly = (found: FoundAnomaly): string => TEXTS[found.kind](found);
