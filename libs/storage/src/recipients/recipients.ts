import { opensEverything } from '../crypto/recipient.js';
import type { Epoch, RepositoryKeys } from '../crypto/repository-keys.js';
import { epochId } from '../crypto/repository-keys.js';
import type { Roster, RosterEntry } from '../crypto/roster-object.js';
import { partsOfKeyName, ROSTER } from '../format/key-name.js';

export interface FoundRoster extends Roster {
  readonly objectName: string;
}

const hex = (bytes: Buffer): string => bytes.toString('hex');

/** What all of them say together: whom one removed is removed, since when is the earliest. */
export function mergeEntries(all: Iterable<RosterEntry>): RosterEntry[] {
  const merged = new Map<string, RosterEntry>();
  for (const entry of all) {
    const known = merged.get(hex(entry.publicKey));
    const times = [known?.removedAtMs, entry.removedAtMs].filter((ms) => ms !== undefined);
    const since = [known?.sinceMs, entry.sinceMs].filter((ms) => ms !== undefined && ms > 0) as number[];
    merged.set(hex(entry.publicKey), {
      ...(known ?? entry),
      sinceMs: since.length > 0 ? Math.min(...since) : 0,
      ...(times.length > 0 ? { removedAtMs: Math.min(...times) } : {}),
    });
  }
  return [...merged.values()];
}

/** An epoch that may be written under, and whom its rosters name. */
export interface UsableEpoch {
  readonly epoch: Epoch;
  readonly named: ReadonlySet<string>;
}

/** Who may open the repository, as wraps and rosters said at one moment. */
export class Recipients {
  /** Highest number of an epoch that has a roster; 0 where there is none. */
  readonly newest: number;
  /** Each new epoch is wrapped to these. */
  readonly current: readonly RosterEntry[];
  private readonly wrapped: ReadonlySet<string>;

  constructor(
    /** All below `keys/`, newest epoch first. */
    readonly names: readonly string[],
    readonly rosters: readonly FoundRoster[],
    readonly entries: readonly RosterEntry[],
    readonly damagedRosters: readonly string[] = [],
  ) {
    this.newest = Math.max(0, ...rosters.map(({ epoch }) => epoch));
    this.wrapped = new Set(names.map((name) => name.slice(0, name.lastIndexOf('/'))));
    this.current = this.whoIsLeft();
  }

  /** As a new roster says it. */
  toWriteDown(): RosterEntry[] {
    return this.entries.map(({ removedAtMs, ...entry }) =>
      this.isRemoved(entry.publicKey) ? { ...entry, removedAtMs } : entry,
    );
  }

  /**
   * Two who each remove the other's at the same moment must not leave nobody: when none is left who opens everything, a
   * removal does not count where its wraps are still there.
   */
  private whoIsLeft(): RosterEntry[] {
    const left = this.entries.filter(({ removedAtMs }) => removedAtMs === undefined);
    if (left.some(opensEverything)) return left;
    const back = this.entries.filter(
      (entry) => entry.removedAtMs !== undefined && opensEverything(entry) && this.hasAnyWrap(entry.id),
    );
    return [...left, ...back];
  }

  isRemoved(publicKey: Buffer): boolean {
    return this.find(publicKey) !== undefined && !this.current.some((one) => one.publicKey.equals(publicKey));
  }

  find(publicKey: Buffer): RosterEntry | undefined {
    return this.entries.find((entry) => entry.publicKey.equals(publicKey));
  }

  /** By its name only: whether the wrap is whole shows when it is read. */
  hasWrap(epoch: number, id: string): boolean {
    return this.wrapped.has(`keys/${String(epoch).padStart(8, '0')}/${id}`);
  }

  /**
   * Of the newest number, one whose key is at hand and that no removed recipient can open; of two always the same one.
   * Undefined: a new one has to begin before anything is written.
   */
  usableEpoch(keys: RepositoryKeys): UsableEpoch | undefined {
    const removed = this.entries.filter(({ publicKey }) => this.isRemoved(publicKey));
    const usable = keys
      .epochsOf(this.newest)
      .map((epoch) => ({ epoch, id: epochId(epoch), named: this.namedBy(epoch) }))
      .filter(({ named }) => named.size > 0 && !removed.some(({ publicKey }) => named.has(hex(publicKey))))
      .sort((a, b) => Buffer.compare(a.id, b.id));
    return usable[0];
  }

  /**
   * Epochs that are in use or were: what everybody is to have. One without a roster may be just beginning, and then only
   * who begins it knows whom it is not for.
   */
  settled(keys: RepositoryKeys): Epoch[] {
    const hasRoster = new Set(this.rosters.map(({ epoch }) => epoch));
    return keys
      .openEpochs()
      .filter(
        (epoch) =>
          this.namedBy(epoch).size > 0 || (epoch.number < this.newest && !hasRoster.has(epoch.number)),
      );
  }

  /** Those who were given nothing of an epoch, or were not when its last roster was written. */
  lacking({ epoch, named }: UsableEpoch): RosterEntry[] {
    return this.current.filter(
      (entry) => !named.has(hex(entry.publicKey)) || !this.hasWrap(epoch.number, entry.id),
    );
  }

  /** Wraps that count no more: those to whom was removed, and those of earlier epochs to an agent's service. */
  outdated(): string[] {
    return this.names.filter((name) => this.isOutdated(name));
  }

  isOutdated(name: string): boolean {
    const { epoch, recipient } = partsOfKeyName(name);
    const entry = this.entries.find(({ id }) => id === recipient);
    if (!entry) return false;
    return this.isRemoved(entry.publicKey) || (!opensEverything(entry) && epoch < this.newest);
  }

  /** Rosters, and the wraps to those who are recipients now: a snapshot names them, so that verify misses them. */
  counting(): string[] {
    const ids = new Set(this.current.map(({ id }) => id));
    const rosters = new Set(this.rosters.map(({ objectName }) => objectName));
    return this.names.filter((name) => {
      const { recipient } = partsOfKeyName(name);
      if (recipient === ROSTER) return rosters.has(name);
      return ids.has(recipient) && !this.isOutdated(name);
    });
  }

  /** Whether it matters that an object which a snapshot names is not there. */
  misses(name: string): boolean {
    const { epoch, recipient } = partsOfKeyName(name);
    if (recipient === ROSTER) return true;
    return !this.isOutdated(name) && !this.hasWrap(epoch, recipient);
  }

  private hasAnyWrap(id: string): boolean {
    return this.names.some((name) => partsOfKeyName(name).recipient === id);
  }

  private namedBy(epoch: Epoch): Set<string> {
    const id = epochId(epoch);
    const its = this.rosters.filter((roster) => roster.epoch === epoch.number && roster.epochId.equals(id));
    return new Set(
      its.flatMap(({ entries }) =>
        entries.filter((entry) => !entry.removedAtMs).map(({ publicKey }) => hex(publicKey)),
      ),
    );
  }
}
