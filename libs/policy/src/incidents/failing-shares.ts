import type { FoundIncident, IncidentKind } from './incident.js';

/** Phones by what they have in common (a version of the agent, a system), and how many of them fail. */
export interface FailingShare {
  readonly key: string;
  readonly phones: number;
  readonly failing: number;
}

/** Fewer phones than these are theirs, not their version's. */
const FEWEST = 5;
/** From here on it is one cause; an incident that is open stays so until it is below the second. */
const OPENS_AT = 0.5;
const CLOSES_BELOW = 0.25;
/** And it has to be so many times worse than with the others, or it is not what they have in common. */
const TIMES_WORSE = 3;

/**
 * Versions or systems of which most phones fail while others do not. `open`: keys of the incidents of this kind that are
 * open, which close later than they open, so that one phone more or less does not ring twice.
 */
export function failingShares(
  kind: Extract<IncidentKind, 'agent-version-failing' | 'system-failing'>,
  shares: readonly FailingShare[],
  open: ReadonlySet<string>,
  now: Date,
): FoundIncident[] {
  const phones = sum(shares.map((share) => share.phones));
  const failing = sum(shares.map((share) => share.failing));
  return shares.flatMap((share): FoundIncident[] => {
    const own = share.failing / Math.max(share.phones, 1);
    const others = (failing - share.failing) / Math.max(phones - share.phones, 1);
    const isOpen = open.has(share.key);
    if (!isOpen && share.failing < FEWEST) return [];
    if (own < (isOpen ? CLOSES_BELOW : OPENS_AT)) return [];
    if (!isOpen && own < others * TIMES_WORSE) return [];
    const { key } = share;
    return [
      {
        kind,
        key,
        severity: 'risk',
        since: now,
        details: {
          version: key,
          failing: share.failing,
          phones: share.phones,
          others: phones - share.phones,
        },
      },
    ];
  });
}

/**
 * Of versions and systems that fail, those that tell something: phones have both at once, and what all of them have in common
 * explains nothing beside what only those that fail have. Where nothing tells them apart, it is the version.
 */
export function commonCauses(
  versions: readonly FoundIncident[],
  systems: readonly FoundIncident[],
): FoundIncident[] {
  const telling = [...versions, ...systems].filter(({ details }) => Number(details['others']) >= FEWEST);
  if (telling.length > 0) return telling;
  return versions.length > 0 ? [...versions] : [...systems];
}

/** Of these causes, which agents tell, the storage is one, whatever phone they were reading. */
const OF_STORAGE = ['storage-unreachable', 'credential-refused'];
const STORAGE_FEWEST = 3;
const STORAGE_OPENS_AT = 0.05;
const STORAGE_CLOSES_BELOW = 0.02;

/** Agents cannot reach or use the storage, several of them at once: one cause, wherever it lies. */
export function failingStorage(
  causes: readonly { readonly cause: string; readonly failing: number }[],
  phones: number,
  open: ReadonlySet<string>,
  now: Date,
): FoundIncident[] {
  return OF_STORAGE.flatMap((cause): FoundIncident[] => {
    const failing = sum(causes.filter((one) => one.cause === cause).map((one) => one.failing));
    const share = failing / Math.max(phones, 1);
    const isOpen = open.has(cause);
    if (failing < (isOpen ? 1 : STORAGE_FEWEST)) return [];
    if (share < (isOpen ? STORAGE_CLOSES_BELOW : STORAGE_OPENS_AT)) return [];
    return [
      {
        kind: 'storage-failing',
        key: cause,
        severity: 'lost',
        since: now,
        details: { cause, failing, phones },
      },
    ];
  });
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
