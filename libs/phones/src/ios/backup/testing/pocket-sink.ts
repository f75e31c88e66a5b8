import { createHash } from 'node:crypto';
import type { Category, LeftOut, PhoneSecrets, PushSink, ShownEntry, StagedItem } from '@holdfast/contracts';

interface Kept {
  readonly kind: 'file' | 'directory';
  bytes: Buffer;
}

/** Of the storage: what is not there, or leaves the tree. */
export class SinkRefusal extends Error {
  readonly code = 'source-refused';
}

/** The promises of `PushSink` in memory: it begins as the last run left it, and nothing counts before the commit. */
export class PocketSink implements PushSink {
  readonly staged: Map<string, Kept>;
  readonly arranged = new Map<string, { from: string | undefined; shown: ShownEntry }>();
  readonly leftOut: (LeftOut & { readonly shown: string })[] = [];
  readonly labels = new Map<string, string>();
  readonly received: string[] = [];
  receivedBytes = 0;
  committed: Map<string, Buffer> | undefined;
  secrets: PhoneSecrets | undefined;
  aborted: string | undefined;
  private open: { path: string; parts: Buffer[] } | undefined;

  constructor(private readonly previous?: PocketSink) {
    this.staged = new Map(
      previous?.committed && [...previous.committed].map(([path, bytes]) => [path, { kind: 'file', bytes }]),
    );
  }

  async begin(path: string, _size?: bigint, _category?: Category, label?: string): Promise<void> {
    if (this.open || this.committed || this.aborted !== undefined) throw new SinkRefusal('not now');
    this.open = { path: checked(path), parts: [] };
    if (label !== undefined) this.labels.set(path, label);
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (!this.open) throw new SinkRefusal('no file');
    // Whoever consumes copies: the bytes are good until this resolves.
    this.open.parts.push(Buffer.from(bytes));
    this.receivedBytes += bytes.length;
    await Promise.resolve();
  }

  async end(): Promise<void> {
    if (!this.open) throw new SinkRefusal('no file');
    const { path, parts } = this.open;
    this.open = undefined;
    this.staged.set(path, { kind: 'file', bytes: Buffer.concat(parts) });
    this.received.push(path);
  }

  async mkdir(path: string): Promise<void> {
    if (this.staged.get(checked(path))?.kind === 'file') throw new SinkRefusal('a file');
    this.staged.set(path, { kind: 'directory', bytes: Buffer.alloc(0) });
  }

  async list(path: string): Promise<readonly StagedItem[]> {
    const found = new Map<string, StagedItem>();
    const prefix = path === '' ? '' : `${path}/`;
    for (const [name, { kind, bytes }] of this.staged) {
      if (!name.startsWith(prefix) || name === path) continue;
      const [first, ...rest] = name.slice(prefix.length).split('/');
      const isFolder = rest.length > 0 || kind === 'directory';
      const size = isFolder ? 0n : BigInt(bytes.length);
      found.set(first ?? '', { name: first ?? '', kind: isFolder ? 'directory' : 'file', size, mtimeNs: 0n });
    }
    return [...found.values()];
  }

  async *read(path: string): AsyncGenerator<Uint8Array> {
    const file = this.staged.get(path);
    if (file?.kind !== 'file') throw new SinkRefusal('no such file');
    yield file.bytes;
  }

  async move(from: string, to: string): Promise<void> {
    await this.copy(from, to);
    await this.remove(from);
  }

  async copy(from: string, to: string): Promise<void> {
    const moving = this.below(from);
    if (moving.length === 0) throw new SinkRefusal('no such file');
    await this.remove(to);
    for (const path of moving) this.staged.set(checked(to) + path.slice(from.length), this.staged.get(path)!);
  }

  async remove(path: string): Promise<void> {
    for (const gone of this.below(path)) this.staged.delete(gone);
  }

  async arrange(from: string | undefined, shown: ShownEntry): Promise<boolean> {
    const place = placeOf(shown.path);
    const file = from === undefined ? undefined : this.staged.get(from);
    if (from !== undefined && file?.kind !== 'file') return false;
    if (this.arranged.has(place)) return false;
    this.arranged.set(place, { from, shown });
    return true;
  }

  async contentId(path: string): Promise<Uint8Array | undefined> {
    const file = this.staged.get(path);
    return file?.kind === 'file' ? createHash('sha256').update(file.bytes).digest() : undefined;
  }

  async keepMade(folder: readonly Uint8Array[], madeOf: Uint8Array): Promise<number> {
    const below = `${placeOf(folder)}/`;
    const kept = [...(this.previous?.arranged ?? [])].filter(
      ([place, { shown }]) =>
        place.startsWith(below) && shown.madeOf && Buffer.compare(shown.madeOf, madeOf) === 0,
    );
    for (const [place, entry] of kept) this.arranged.set(place, entry);
    return kept.length;
  }

  leaveOut(left: LeftOut): void {
    this.leftOut.push({ ...left, shown: placeOf(left.path) });
  }

  async commit(secrets?: PhoneSecrets): Promise<void> {
    if (this.open) throw new SinkRefusal('a file is open');
    this.secrets = secrets;
    const files = [...this.staged].filter(([, { kind }]) => kind === 'file');
    this.committed = new Map(files.map(([path, { bytes }]) => [path, bytes]));
  }

  async abort(reason: string): Promise<void> {
    this.open = undefined;
    this.aborted = reason;
  }

  private below(path: string): string[] {
    return [...this.staged.keys()].filter((name) => name === path || name.startsWith(`${path}/`));
  }
}

const placeOf = (path: readonly Uint8Array[]): string =>
  path.map((name) => Buffer.from(name).toString('utf8')).join('/');

function checked(path: string): string {
  if (path === '' || path.startsWith('/') || path.split('/').includes('..')) throw new SinkRefusal('outside');
  return path;
}
