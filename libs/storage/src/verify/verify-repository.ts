import { randomInt } from 'node:crypto';
import { ProgressCounter } from '../backup/backup-progress.js';
import { digestOfName } from '../format/object-name.js';
import { decodeSegment } from '../format/segment-object.js';
import { levelIndex } from '../marks/level-index.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { VerifyReport, VerifyRequest } from '../repository/repository.js';
import { resolveSnapshot } from '../snapshots/resolve-snapshot.js';
import { readRecipients } from '../recipients/read-recipients.js';
import type { Recipients } from '../recipients/recipients.js';
import type { SnapshotList } from '../snapshots/snapshot-list.js';
import { openSnapshot } from '../snapshots/snapshot-object.js';
import type { SnapshotRoot } from '../snapshots/snapshot-root.js';
import { StorageError } from '../storage-error.js';
import { OpeningPool } from '../opening/opening-pool.js';
import { checkObject } from './check-object.js';
import { DamageReport } from './damage-report.js';
import { inParallel } from '../in-parallel.js';
import { findHurtFiles } from './find-hurt-files.js';

export interface CheckedSnapshot {
  readonly id: string;
  readonly objectName: string;
  readonly root: SnapshotRoot;
  /** Packs and shards that its segments name. */
  readonly names: ReadonlySet<string>;
}

/**
 * Without `readData`: everything named is there with the right size, and all trees can be read. With it: every byte of
 * every object is read and authenticated, also of objects that no snapshot names yet. Damaged packs are remembered, so
 * that the next backup sends their contents again while the phone has them.
 */
export async function verifyRepository(
  state: OpenState,
  list: SnapshotList,
  request: VerifyRequest,
): Promise<VerifyReport> {
  const verification = new Verification(state, list, request);
  return verification.run();
}

/** Below this, starting threads costs more than they save. */
const POOL_FROM_BYTES = 32 * 1024 * 1024;

const PACK_NAME = /^(data|tree)\//;

class Verification {
  private readonly report = new DamageReport();
  private readonly listed = new Map<string, number>();
  private readonly checked = new Set<string>();
  private readonly read = new Set<string>();
  /** Snapshots that somebody let go: nothing is hurt when they are not there. */
  private forgotten: ReadonlySet<string> = new Set();
  /** Who was removed is not missed either. */
  private recipients: Recipients | undefined;
  private bytesRead = 0n;
  private closed = 0;
  private readonly progress: ProgressCounter;

  constructor(
    private readonly state: OpenState,
    private readonly list: SnapshotList,
    private readonly request: VerifyRequest,
  ) {
    const now = (): Date => new Date(performance.timeOrigin + performance.now());
    this.progress = new ProgressCounter({
      now,
      ...(request.onProgress ? { onProgress: request.onProgress } : {}),
    });
  }

  async run(): Promise<VerifyReport> {
    const { state, request } = this;
    this.progress.phase('verifying');
    const marks = await levelIndex(state);
    this.forgotten = marks.names('forgotten');
    this.recipients = await readRecipients(state.objects, state.keys);
    for await (const { name, size } of state.objects.location.list('')) this.listed.set(name, size);
    await this.check('config');
    for (const name of this.listed.keys()) if (name.startsWith('keys/')) await this.check(name);
    for (const name of state.damagedWraps) this.report.note(name, 'altered');
    const names = await this.snapshotNames();
    const snapshots: CheckedSnapshot[] = [];
    for (const name of names) {
      const snapshot = await this.checkSnapshot(name);
      if (snapshot) snapshots.push(snapshot);
    }
    if (request.readData || request.sample !== undefined) await this.readContents(snapshots);
    await findHurtFiles(
      state,
      this.report,
      snapshots,
      () => this.stopIfAsked(),
      (name) => this.check(name),
    );
    this.progress.phase('done');
    return {
      snapshots: names.length,
      objectsChecked: this.checked.size,
      bytesRead: this.bytesRead,
      closed: this.closed,
      damage: this.report.damage(),
    };
  }

  private async snapshotNames(): Promise<string[]> {
    const { state, request } = this;
    const names = new Set(await this.list.names());
    if (request.snapshotId !== undefined) {
      const ids = [...names].map((name) => ({ id: name.slice('snapshot/'.length), objectName: name }));
      const known = await this.list.all();
      if (request.snapshotId === 'latest')
        return [
          resolveSnapshot(
            known.map((s) => s.summary),
            'latest',
          ).objectName,
        ];
      const found = ids.filter(({ id }) => id.startsWith(request.snapshotId!));
      if (found.length !== 1)
        resolveSnapshot(
          known.map((s) => s.summary),
          request.snapshotId,
        );
      return found.map(({ objectName }) => objectName);
    }
    if (!state.options.committer) {
      // Those that this workstation has seen before: a snapshot that somebody took away is missed.
      const seen = state.index.database.prepare(`SELECT name FROM object WHERE name LIKE 'snapshot/%'`).all();
      for (const { name } of seen) if (!this.forgotten.has(name as string)) names.add(name as string);
    }
    return [...names];
  }

  private async checkSnapshot(name: string): Promise<CheckedSnapshot | undefined> {
    const { state } = this;
    const id = name.slice('snapshot/'.length);
    await this.check(name);
    if (this.report.has(name)) {
      this.report.hurts(name, id, []);
      return undefined;
    }
    const { segments, root } = openSnapshot(state.keys, await state.objects.get(name), name);
    for (const wrap of root.wraps)
      if (!this.listed.has(wrap) && this.recipients?.misses(wrap)) this.report.note(wrap, 'missing');
    if (root.previous && !this.listed.has(root.previous) && !this.forgotten.has(root.previous)) {
      this.report.note(root.previous, 'missing');
      this.report.hurts(root.previous, root.previous.slice('snapshot/'.length), []);
    }
    const names = new Set<string>();
    for (const segment of segments) {
      await this.check(segment);
      if (this.report.has(segment)) this.report.hurts(segment, id, []);
      else for (const named of decodeSegment(await state.objects.get(segment), segment)) names.add(named);
    }
    for (const named of names) this.checkPresence(named);
    return { id, objectName: name, root, names };
  }

  private checkPresence(name: string): void {
    const size = this.listed.get(name);
    const sha256 = Buffer.from(digestOfName(name)!, 'hex');
    const pack = this.state.index.packByDigest(sha256);
    this.checked.add(name);
    if (size === undefined) this.found(name, 'missing');
    else if (pack && pack.size !== size) this.found(name, 'altered');
  }

  private async readContents(snapshots: readonly CheckedSnapshot[]): Promise<void> {
    const { snapshotId, sample } = this.request;
    const narrow = snapshotId !== undefined || sample !== undefined;
    const names = narrow ? new Set(snapshots.flatMap((snapshot) => [...snapshot.names])) : this.listed.keys();
    const there = [...names].filter((name) => this.listed.has(name));
    const all = sample === undefined ? there : drawn(there, sample);
    const bytesTotal = all.reduce((sum, name) => sum + this.listed.get(name)!, 0);
    this.progress.phase('verifying', { filesTotal: all.length, bytesTotal });
    const pool = bytesTotal >= POOL_FROM_BYTES ? new OpeningPool(this.state.keys) : undefined;
    try {
      await inParallel(all, pool?.width ?? 1, async (name) => {
        this.stopIfAsked();
        await this.check(name, pool);
        this.progress.fileDone();
        this.progress.bytes(this.listed.get(name)!);
      });
    } finally {
      await pool?.close();
    }
  }

  /** Reads one object whole, once. */
  private async check(name: string, pool?: OpeningPool): Promise<void> {
    if (this.read.has(name) || this.report.has(name)) return;
    this.read.add(name);
    const { bytes, what } = await checkObject(this.state, name, pool);
    this.checked.add(name);
    this.bytesRead += BigInt(bytes);
    if (what === 'closed') this.closed += 1;
    else if (what) this.found(name, what);
    else if (PACK_NAME.test(name)) this.state.index.markHealthy(Buffer.from(digestOfName(name)!, 'hex'));
  }

  private found(name: string, what: 'missing' | 'altered' | 'unreadable'): void {
    this.report.note(name, what);
    const sha256 = Buffer.from(digestOfName(name) ?? '', 'hex');
    if (name.startsWith('index/')) this.state.index.forgetShard(sha256);
    if (PACK_NAME.test(name)) this.state.index.markAltered(sha256);
  }

  private stopIfAsked(): void {
    if (!this.request.signal?.aborted) return;
    throw new StorageError('cancelled', 'The verification was stopped. Nothing was changed.', {
      retryHelps: true,
    });
  }
}

/** So many of them, each as likely as any other. */
function drawn(names: string[], count: number): string[] {
  for (let at = 0; at < Math.min(count, names.length); at++) {
    const other = at + randomInt(names.length - at);
    [names[at], names[other]] = [names[other]!, names[at]!];
  }
  return names.slice(0, Math.max(0, count));
}
