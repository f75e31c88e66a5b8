import { createHash } from 'node:crypto';
import type {
  Category,
  LeftOut,
  PhoneSecrets,
  PreviousRun,
  PushedFiles,
  PushSink,
  ShownEntry,
  StagedItem,
} from '@holdfast/contracts';

/** What was staged, or is in the way. */
class Refused extends Error {
  readonly code = 'source-refused';
}

/** Where files lie that were shown again. */
const KEPT = 'kept/';

const textOf = (path: readonly Uint8Array[]): string =>
  path.map((name) => Buffer.from(name).toString('utf8')).join('/');

/** The promises of `PushSink` in memory, and what the next run and a restore need of it. */
export class KeptSink implements PushSink {
  readonly files: Map<string, Buffer>;
  /** Shown place → where the phone stored it. */
  readonly shown = new Map<string, { readonly from: string | undefined; readonly entry: ShownEntry }>();
  readonly left: string[] = [];
  readonly received: string[] = [];
  receivedBytes = 0;
  isCommitted = false;
  secrets: PhoneSecrets | undefined;
  aborted: string | undefined;
  private open: { readonly path: string; readonly parts: Buffer[] } | undefined;

  constructor(private readonly last?: KeptSink) {
    this.files = new Map(last?.files);
  }

  async begin(path: string, _size?: bigint, _category?: Category): Promise<void> {
    if (this.open !== undefined || path.split('/').includes('..')) throw new Refused(path);
    this.open = { path, parts: [] };
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.open?.parts.push(Buffer.from(bytes));
    this.receivedBytes += bytes.length;
  }

  async end(): Promise<void> {
    if (this.open === undefined) throw new Refused('no file');
    this.files.set(this.open.path, Buffer.concat(this.open.parts));
    this.received.push(this.open.path);
    this.open = undefined;
  }

  async mkdir(): Promise<void> {
    // Folders hold files, or nobody asks for them.
  }

  async list(path: string): Promise<readonly StagedItem[]> {
    const items = new Map<string, StagedItem>();
    const prefix = path === '' ? '' : `${path}/`;
    for (const [name, bytes] of this.files) {
      if (!name.startsWith(prefix)) continue;
      const [first = '', ...rest] = name.slice(prefix.length).split('/');
      const kind = rest.length > 0 ? 'directory' : 'file';
      items.set(first, { name: first, kind, size: kind === 'file' ? BigInt(bytes.length) : 0n, mtimeNs: 0n });
    }
    return [...items.values()];
  }

  async *read(path: string): AsyncGenerator<Uint8Array> {
    const bytes = this.files.get(path);
    if (bytes === undefined) throw new Refused(path);
    yield bytes;
  }

  async move(from: string, to: string): Promise<void> {
    await this.copy(from, to);
    await this.remove(from);
  }

  async copy(from: string, to: string): Promise<void> {
    const found = this.below(from);
    if (found.length === 0) throw new Refused(from);
    for (const name of found) this.files.set(to + name.slice(from.length), this.files.get(name)!);
  }

  async remove(path: string): Promise<void> {
    for (const name of this.below(path)) this.files.delete(name);
  }

  async arrange(from: string | undefined, entry: ShownEntry): Promise<boolean> {
    const place = textOf(entry.path);
    if (this.shown.has(place) || (from !== undefined && !this.files.has(from))) return false;
    this.shown.set(place, { from, entry });
    return true;
  }

  async contentId(path: string): Promise<Uint8Array | undefined> {
    const bytes = this.files.get(path);
    return bytes && createHash('sha256').update(bytes).digest();
  }

  async keepMade(folder: readonly Uint8Array[], madeOf: Uint8Array): Promise<number> {
    const below = `${textOf(folder)}/`;
    let count = 0;
    for (const [place, { entry }] of this.last?.shown ?? []) {
      if (!place.startsWith(below) || !entry.madeOf || Buffer.compare(entry.madeOf, madeOf) !== 0) continue;
      const from = `${KEPT}${place}`;
      this.files.set(from, this.last!.stored(place)!);
      this.shown.set(place, { from, entry });
      count += 1;
    }
    return count;
  }

  leaveOut({ path, cause }: LeftOut): void {
    this.left.push(`${textOf(path)}: ${cause}`);
  }

  async commit(secrets?: PhoneSecrets): Promise<void> {
    this.isCommitted = true;
    this.secrets = secrets;
  }

  async abort(reason: string): Promise<void> {
    this.open = undefined;
    this.aborted = reason;
  }

  /** What was shown again without being made again. */
  get kept(): string[] {
    return [...this.shown].filter(([, { from }]) => from?.startsWith(KEPT)).map(([place]) => place);
  }

  /** Bytes as the phone stored them, by the place where a person sees them. */
  stored(place: string): Buffer | undefined {
    const from = this.shown.get(place)?.from;
    return from === undefined ? undefined : this.files.get(from);
  }

  /** What a committed one is to the next run. */
  get asPrevious(): PreviousRun {
    const read = (path: string) => (this.files.has(path) ? this.read(path) : undefined);
    return { read, ...(this.secrets === undefined ? {} : { secrets: this.secrets }) };
  }

  /** The same to a restore. */
  get asPushed(): PushedFiles {
    const stat: PushedFiles['stat'] = async (path) => {
      const [name, ...above] = path.split('/').reverse();
      return (await this.list(above.reverse().join('/'))).find((item) => item.name === name);
    };
    return {
      stat,
      list: (path) => this.list(path),
      read: this.asPrevious.read,
      close: async () => undefined,
    };
  }

  private below(path: string): string[] {
    return [...this.files.keys()].filter((name) => name === path || name.startsWith(`${path}/`));
  }
}
