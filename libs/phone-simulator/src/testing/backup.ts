import { createHash } from 'node:crypto';
import type { Entry, LeftOut, PullSource, Scope } from '@holdfast/contracts';

/** What reading a whole source gave. */
export interface Read {
  readonly entries: Map<string, Entry>;
  readonly hashes: Record<string, string>;
  readonly left: LeftOut[];
}

/** Path as text, one character a byte. */
export function pathText(path: readonly Uint8Array[]): string {
  return path.map((name) => Buffer.from(name).toString('latin1')).join('/');
}

/** The folder of what is made of databases, which have specs of their own. */
const RECORDS = 'Phone records';

/** Scans a source to its end; gives what is in the phone's shared storage. */
export async function scanAll(
  source: PullSource,
  scope: Scope = {},
): Promise<{ entries: Map<string, Entry>; left: LeftOut[] }> {
  const left: LeftOut[] = [];
  const entries = new Map<string, Entry>();
  const isRecord = (path: readonly Uint8Array[]): boolean => pathText(path.slice(0, 1)) === RECORDS;
  for await (const entry of source.scan(scope, (one) => isRecord(one.path) || left.push(one)))
    if (!isRecord(entry.path)) entries.set(pathText(entry.path), entry);
  return { entries, left };
}

/** SHA-256 of one file as the source streams it. */
export async function hashOf(source: PullSource, entry: Entry, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of source.open(entry, signal)) hash.update(piece);
  return hash.digest('hex');
}

/** Scans, then reads every file, eight at a time. */
export async function readAll(source: PullSource, scope: Scope = {}): Promise<Read> {
  const { entries, left } = await scanAll(source, scope);
  const hashes: Record<string, string> = {};
  const files = [...entries.values()].filter((entry) => entry.kind === 'file');
  const worker = async (): Promise<void> => {
    for (let entry = files.pop(); entry !== undefined; entry = files.pop()) {
      const name = Buffer.from(pathText(entry.path), 'latin1').toString('utf8');
      const hash = await hashOf(source, entry);
      hashes[name] = hash;
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return { entries, hashes, left };
}
