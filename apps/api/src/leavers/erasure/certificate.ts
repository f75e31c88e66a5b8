import type { ErasedPlace, ErasureCertificate } from '@holdfast/contracts';
import type { Erasure } from './erasure-rows.js';
import { type ErasurePlace, notReached } from './place-rows.js';

/** What rows are called that a person would count; the others are counted together. */
const NAMES: Readonly<Record<string, string>> = {
  backup_snapshots: 'versions',
  backup_runs: 'runs',
  fleet_phones: 'phones',
  fleet_workstations: 'workstations',
  notices_events: 'acknowledgements',
  coverage_gaps: 'gaps',
  sso_identities: 'identities',
};

/** What no erasure of ours can reach, in the words of who reads the certificate. */
const NOT_ERASED = [
  'Copies that the company or its provider made of the storage or of the database outside Holdfast, and backups of the ' +
    'database from before: how long those are kept is for the company to say.',
  'Storage of the person themselves: disks, computers, paper, and what they exported.',
  'The audit log of what was done: it is under a pseudonym whose key is erased, so that it means nobody.',
  'That somebody left and was erased, with these dates and counts and no name.',
] as const;

const counted = (rows: Erasure['rowsErased']): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const [table, count] of Object.entries(rows)) {
    const name = NAMES[table] ?? 'other';
    counts[name] = (counts[name] ?? 0) + count;
  }
  return counts;
};

/** What was done and what was not, as it is signed. `placeOf`: where a location is, for people. */
export const certificateOf = (
  companyId: string,
  erasure: Erasure,
  places: readonly ErasurePlace[],
  { signedOn, placeOf }: { readonly signedOn: string; readonly placeOf: (locationId: string) => string },
): ErasureCertificate => ({
  kind: 'holdfast-erasure-certificate',
  version: 1,
  id: erasure.id,
  company: companyId,
  standing: places.every(({ absentOn }) => absentOn !== null) ? 'final' : 'interim',
  leftOn: erasure.leftOn,
  accessUntil: erasure.accessUntil,
  ownWish: erasure.ownWish,
  begunOn: erasure.begunOn,
  signedOn,
  places: places.map((place): ErasedPlace => ({
    location: place.location,
    place: placeOf(place.locationId),
    absentOn: place.absentOn,
    objects: place.objects,
    bytes: place.bytes,
    notReached: notReached(place),
  })),
  rows: counted(erasure.rowsErased),
  notErased: [...NOT_ERASED],
});
