import { createHash } from 'node:crypto';
import { cpSync, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { manifestLine } from '../../golden/manifest.mjs';
import type { Repository, SnapshotSummary, Unlock } from '../index.js';

export const GOLDEN = join(import.meta.dirname, '../../golden');

/** Formats that some release has written, each with a repository that must open for ever: `format-1`, … */
export const GOLDEN_FORMATS = readdirSync(GOLDEN).filter((name) => /^format-\d+$/.test(name));

interface GoldenSnapshot extends Pick<SnapshotSummary, 'id' | 'phone' | 'files' | 'leftOut'> {
  readonly originalId: string | null;
  readonly takenAt: string;
  readonly manifest: string;
}

/** One golden repository: what it was made of, and the three keys that open it. */
export class GoldenRepository {
  readonly stored: string;
  readonly snapshots: readonly GoldenSnapshot[];
  readonly unlocks: readonly Unlock[];

  constructor(private readonly format: string) {
    this.stored = join(GOLDEN, format, 'stored');
    this.snapshots = JSON.parse(this.file('snapshots.json')) as GoldenSnapshot[];
    const secrets = JSON.parse(this.file('secrets.json')) as Record<string, string>;
    this.unlocks = [
      { kind: 'key', privateKey: Buffer.from(secrets['privateKey']!, 'hex') },
      { kind: 'password', password: Buffer.from(secrets['password']!) },
      { kind: 'recovery-code', words: secrets['words']! },
    ];
  }

  /** The same objects where a spec may change them. */
  copyTo(folder: string): string {
    cpSync(this.stored, folder, { recursive: true });
    return folder;
  }

  manifest({ manifest }: GoldenSnapshot): string[] {
    return this.file(manifest).trimEnd().split('\n');
  }

  private file(name: string): string {
    return readFileSync(join(GOLDEN, this.format, name), 'utf8');
  }
}

/** Manifest lines of a snapshot that was restored to a folder: facts as the snapshot says them, contents from the disk. */
export async function manifestOfRestored(
  repository: Repository,
  snapshotId: string,
  target: string,
): Promise<string[]> {
  const lines: string[] = [];
  for await (const entry of repository.list(snapshotId, { recursive: true })) {
    const path = onDisk(target, entry.path);
    const facts = lstatSync(path, { bigint: true });
    const found = { ...entry, mtimeNs: entry.kind === 'symlink' ? entry.mtimeNs : facts.mtimeNs };
    if (entry.kind === 'symlink')
      lines.push(manifestLine({ ...found, linkTarget: readlinkSync(path, { encoding: 'buffer' }) }));
    else {
      const mode = entry.mode === undefined ? undefined : Number(facts.mode) & 0o7777;
      const size = entry.kind === 'file' ? facts.size : 0n;
      const sha256 =
        entry.kind === 'file' ? createHash('sha256').update(readFileSync(path)).digest('hex') : undefined;
      lines.push(manifestLine({ ...found, mode, size }, sha256));
    }
  }
  return lines.sort();
}

function onDisk(target: string, path: readonly Uint8Array[]): Buffer {
  return Buffer.concat([
    Buffer.from(target),
    ...path.flatMap((name) => [Buffer.from('/'), Buffer.from(name)]),
  ]);
}
