import type { ProgressCounter } from '../backup/backup-progress.js';
import { placeMark, readMarks, type FoundMark, type Marks } from '../marks/read-marks.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { PruneRequest, PruneResult } from '../repository/repository.js';
import type { SnapshotList } from '../snapshots/snapshot-list.js';
import { StorageError } from '../storage-error.js';
import { referencedObjects } from './referenced-objects.js';
import { stopIfAsked } from './repack.js';

/** A mark this old is that of a program that died. */
const DEAD_RUN_MS = 30 * 24 * 3600 * 1000;
/** What was looked at so long ago is looked at again before more is removed: this computer may have slept. */
const LONGEST_SWEEP_MS = 24 * 3600 * 1000;
const SWEPT_KINDS = ['data/', 'tree/', 'index/', 'segment/'];

export type Swept = Pick<PruneResult, 'removed' | 'hidden' | 'refused' | 'waiting'>;

/** Marks what is unneeded, and removes what was marked long enough ago. */
export class Sweep {
  private readonly removed = { objects: 0, bytes: 0 };
  private waiting = new Map<string, { size: number; untilMs: number }>();
  /** What a dry run would have marked. */
  private wouldMark: readonly string[] = [];
  private hidden = 0;
  private refused = 0;
  private readonly nowMs: number;

  constructor(
    private readonly state: OpenState,
    private readonly list: SnapshotList,
    private readonly request: PruneRequest,
    private readonly coolingOffMs: number,
    private readonly progress: ProgressCounter,
  ) {
    this.nowMs = Math.max(0, request.now().getTime());
  }

  /**
   * Marks what no snapshot and no run under way names and nobody has marked yet. What came lately is left alone: it may
   * be of a run that was killed, and the next one uses it.
   */
  async markUnneeded(): Promise<void> {
    const { objects, keys } = this.state;
    const marks = await this.marks();
    const { names } = await referencedObjects(this.state, this.list, marks);
    const marked = marks.names('unneeded', 'sweeping');
    const unneeded: string[] = [];
    for await (const { name, size, storedAtMs } of this.stored()) {
      if (names.has(name) || marked.has(name)) continue;
      const isYoung = storedAtMs === undefined || this.nowMs - storedAtMs < this.coolingOffMs;
      this.waiting.set(name, {
        size,
        untilMs: (isYoung ? (storedAtMs ?? this.nowMs) : this.nowMs) + this.coolingOffMs,
      });
      if (!isYoung || this.coolingOffMs === 0) unneeded.push(name);
    }
    if (this.request.dryRun) this.wouldMark = unneeded;
    else if (unneeded.length > 0)
      await placeMark(objects, keys, { purpose: 'unneeded', atMs: this.nowMs, names: unneeded });
  }

  /** Announces what it is going to remove, looks once more who needs it, and removes the rest. */
  async removeMarked(): Promise<void> {
    const { objects, keys } = this.state;
    const before = await this.marks();
    const due = before.of('unneeded').filter(({ atMs }) => this.nowMs - atMs >= this.coolingOffMs);
    // What a pruning that was killed announced is gone through again; its mark stays, since it may yet be at work.
    const broken = before.of('sweeping');
    const sizes = new Map<string, number>();
    for await (const { name, size } of this.stored()) sizes.set(name, size);
    this.countWaiting(before, due, sizes);
    const { names: needed } = await referencedObjects(this.state, this.list, before);
    const chosen = [
      ...new Set([...due, ...broken].flatMap(({ names }) => names)),
      ...(this.coolingOffMs === 0 ? this.wouldMark : []),
    ];
    const condemned = chosen.filter((name) => sizes.has(name) && !needed.has(name));
    if (this.request.dryRun) {
      for (const name of condemned) this.count(name, sizes.get(name)!);
      return;
    }
    if (condemned.length > 0) {
      const sweeping = { purpose: 'sweeping' as const, atMs: this.nowMs, names: condemned };
      const announced = await placeMark(objects, keys, sweeping);
      await this.remove(condemned, sizes);
      await this.leaveTrace(before);
      await objects.location.remove(announced);
    }
    const dead = before.of('needed', 'sweeping').filter((mark) => this.isDead(mark));
    for (const { objectName } of [...due, ...before.damaged, ...dead])
      await objects.location.remove(objectName);
  }

  result(): Swept {
    const waiting = [...this.waiting.values()];
    const until = Math.max(0, ...waiting.map(({ untilMs }) => untilMs));
    return {
      removed: this.removed,
      hidden: this.hidden,
      refused: this.refused,
      waiting: {
        objects: waiting.length,
        bytes: waiting.reduce((sum, { size }) => sum + size, 0),
        ...(waiting.length > 0 ? { until: new Date(until) } : {}),
      },
    };
  }

  private async remove(condemned: readonly string[], sizes: ReadonlyMap<string, number>): Promise<void> {
    const { names: needed } = await referencedObjects(this.state, this.list, await this.marks());
    this.progress.phase('committing', { filesTotal: condemned.length });
    for (const name of condemned) {
      this.progress.fileDone();
      if (needed.has(name)) continue;
      stopIfAsked(this.request.signal);
      if (this.request.now().getTime() - this.nowMs > LONGEST_SWEEP_MS) throw slept();
      try {
        if ((await this.state.objects.location.remove(name)) === 'hidden') this.hidden += 1;
        this.count(name, sizes.get(name)!);
      } catch (error) {
        if (!(error instanceof StorageError) || error.code !== 'location-refused') throw error;
        this.refused += 1;
      }
    }
  }

  /** Runs that began before notice by it that a pruning has passed. Then one list of what is forgotten is enough. */
  private async leaveTrace(before: Marks): Promise<void> {
    const { objects, keys } = this.state;
    const names = [...before.names('forgotten')];
    await placeMark(objects, keys, { purpose: 'forgotten', atMs: this.nowMs, names });
    for (const { objectName } of before.of('forgotten')) await objects.location.remove(objectName);
  }

  private async marks(): Promise<Marks> {
    const marks = await readMarks(this.state.objects, this.state.keys);
    const unread = marks.damaged.find(
      ({ storedAtMs }) => storedAtMs === undefined || this.nowMs - storedAtMs < this.coolingOffMs,
    );
    if (!unread) return marks;
    throw new StorageError(
      'object-altered',
      `${unread.objectName} is damaged and may be that of a backup under way. Nothing was removed. Prune again in some days.`,
      { retryHelps: true },
    );
  }

  private async *stored() {
    for (const kind of SWEPT_KINDS) yield* this.state.objects.location.list(kind);
  }

  private countWaiting(before: Marks, due: readonly FoundMark[], sizes: ReadonlyMap<string, number>): void {
    for (const mark of before.of('unneeded')) {
      for (const name of mark.names) {
        const size = sizes.get(name);
        if (due.includes(mark) || size === undefined) this.waiting.delete(name);
        else this.waiting.set(name, { size, untilMs: mark.atMs + this.coolingOffMs });
      }
    }
  }

  private count(name: string, size: number): void {
    this.waiting.delete(name);
    this.removed.objects += 1;
    this.removed.bytes += size;
  }

  private isDead({ storedAtMs, atMs }: FoundMark): boolean {
    return this.nowMs - Math.max(storedAtMs ?? atMs, 0) > DEAD_RUN_MS;
  }
}

const slept = (): StorageError =>
  new StorageError(
    'cancelled',
    'Pruning took longer than a day and stopped. Every snapshot is whole; run it again.',
    {
      retryHelps: true,
    },
  );
