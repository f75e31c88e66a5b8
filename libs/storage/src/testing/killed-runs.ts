import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Pace, Repository } from '../index.js';
import { createRepository, folderLocation, newKeyPair, openRepository } from '../index.js';
import { describeTree } from './folder-tree.js';
import { folderSource } from './folder-source.js';

const CHILD = join(import.meta.dirname, 'traced-backup.mjs');

/** Which system call is the last: the `nth` of `calls` in any thread of the process. */
export interface Killing {
  /** As strace names them, with commas between. */
  readonly calls: string;
  readonly nth: number;
  /** Only calls on this path, below the repository's folder. */
  readonly on?: string;
}

/** What a kill cost, and what came of the run after it. */
export interface Aftermath {
  /** Open packs that the kill left: above two, more than one thread was sealing. */
  readonly openPacks: number;
  /** Sealed bytes of chunks that are stored a second time, and of packs that were sent though they were there. */
  readonly sentAgain: number;
  readonly largestPack: number;
  readonly unknownPacks: readonly string[];
  readonly damage: readonly unknown[];
  readonly restored: readonly string[];
  readonly expected: readonly string[];
}

/** Backups in a process of its own that strace kills, each on a copy of one repository that already has a snapshot. */
export class KilledRuns {
  private readonly pair = newKeyPair();
  private readonly unlock = { kind: 'key', privateKey: this.pair.privateKey } as const;
  private readonly begun: string;
  private copies = 0;
  /** The repository's own folder in the work folder, below a copy. */
  workPath = '';

  constructor(
    private readonly folder: string,
    private readonly pace: Pace,
  ) {
    this.begun = join(folder, 'begun');
  }

  /** A snapshot of one old photo; then come `large` photos of such a length and `notes` small files. */
  async prepare(large: number, bytes: number, notes: number): Promise<void> {
    const phone = join(this.begun, 'phone');
    mkdirSync(join(phone, 'notes'), { recursive: true });
    writeFileSync(join(phone, 'old.jpg'), randomBytes(400_000));
    const repository = await createRepository({
      location: folderLocation(join(this.begun, 'stored')),
      workFolder: join(this.begun, 'work'),
      recipients: [{ kind: 'key', name: 'service', publicKey: this.pair.publicKey }],
      unlock: this.unlock,
    });
    await this.backup(repository, this.begun);
    await repository.close();
    this.workPath = join('work', repository.id);
    for (let i = 0; i < large; i++) writeFileSync(join(phone, `new-${i}.jpg`), randomBytes(bytes));
    for (let i = 0; i < notes; i++) writeFileSync(join(phone, `notes/${i}.txt`), randomBytes(9_000));
  }

  copy(): string {
    const at = join(this.folder, `copy-${this.copies++}`);
    cpSync(this.begun, at, { recursive: true, preserveTimestamps: true });
    return at;
  }

  remove(at: string): void {
    rmSync(at, { recursive: true });
  }

  /** Names of packs of contents at the location. */
  private dataPacks(at: string): string[] {
    return readdirSync(join(at, 'stored/data'));
  }

  /**
   * Answers whether the process was killed or came to its end; what strace saw is in `trace` beside the copy.
   * @throws where strace could not trace, or the backup failed by itself
   */
  async kill(at: string, { calls, nth, on }: Killing): Promise<'killed' | 'ended'> {
    const key = Buffer.from(this.pair.privateKey).toString('hex');
    // Without --seccomp-bpf, with which strace 6.1 counts wrongly (tried 2026-11-25).
    const strace = [
      ...['-f', '-y', '-qq', '-o', join(at, 'trace')],
      ...['-e', `trace=${calls}`, '-e', `inject=${calls}:signal=KILL:when=${nth}`],
      ...(on === undefined ? [] : ['-P', join(at, on)]),
      ...[process.execPath, '--no-warnings', CHILD, at, key, this.pace],
    ];
    // One thread for files beside those that seal: calls are counted by thread, and so each comes to its turn.
    const env = { ...process.env, UV_THREADPOOL_SIZE: '1', NODE_OPTIONS: '' };
    const run = spawn('strace', strace, { stdio: ['ignore', 'ignore', 'pipe'], env });
    let said = '';
    run.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    return new Promise((resolve, reject) => {
      run.on('error', reject);
      run.on('close', (code, signal) => {
        if (signal === 'SIGKILL') resolve('killed');
        else if (code === 0) resolve('ended');
        else reject(new Error(`strace or the backup that it ran ended with ${code ?? signal}: ${said}`));
      });
    });
  }

  trace(at: string): string[] {
    return readFileSync(join(at, 'trace'), 'utf8').replaceAll(at, '').split('\n');
  }

  /** What every kill must leave whole, and what the run after it does. */
  async aftermath(at: string): Promise<Aftermath> {
    const work = join(at, 'work');
    const spool = readdirSync(work, { recursive: true, encoding: 'utf8' });
    const openPacks = spool.filter((name) => name.endsWith('.open')).length;
    const there = new Set(this.dataPacks(at).map((name) => `data/${name}`));
    const location = folderLocation(join(at, 'stored'));
    let resent = 0;
    const watched: typeof location = {
      ...location,
      put: (name, object) => {
        if (there.has(name)) resent += object.size;
        return location.put(name, object);
      },
    };
    const repository = await openRepository({ location: watched, workFolder: work, unlock: this.unlock });
    const before = (await repository.verify({ readData: true })).damage;
    const { snapshotId } = await this.backup(repository, at);
    const after = (await repository.verify({ readData: true })).damage;
    const target = join(at, 'back');
    const { failed } = await repository.restore({ snapshotId, target });
    await repository.close();
    const packs = this.packsKnown(join(work, repository.id, 'index.sqlite'));
    return {
      openPacks,
      sentAgain: packs.storedTwice + resent,
      largestPack: packs.largest,
      unknownPacks: this.dataPacks(at).filter((name) => !packs.names.has(name)),
      damage: [...before, ...after, ...failed],
      restored: describeTree(target),
      expected: describeTree(join(at, 'phone')),
    };
  }

  /** From the workstation's own index, level with the location since the last verification. */
  private packsKnown(file: string): { names: Set<string>; largest: number; storedTwice: number } {
    const index = new DatabaseSync(file, { readOnly: true });
    const packs = index.prepare(`SELECT sha256, size FROM pack WHERE kind = 'data' AND present = 1`).all();
    const twice = index
      .prepare(
        `SELECT coalesce(sum(sealed * (n - 1)), 0) AS bytes FROM (
           SELECT c.sealed, count(*) AS n FROM chunk c JOIN pack p ON p.id = c.pack
           WHERE p.kind = 'data' AND p.present = 1 GROUP BY c.id)`,
      )
      .get()!;
    index.close();
    return {
      names: new Set(packs.map(({ sha256 }) => Buffer.from(sha256 as Uint8Array).toString('hex'))),
      largest: Math.max(...packs.map(({ size }) => size as number)),
      storedTwice: twice['bytes'] as number,
    };
  }

  private backup(repository: Repository, at: string): ReturnType<Repository['backup']> {
    return repository.backup({
      source: folderSource(join(at, 'phone'), { local: true }),
      scope: {},
      phone: 'p1',
      sourceName: 'folder:phone',
      now: () => new Date(),
    });
  }
}
