import type { PushedFiles, StagedItem } from '@holdfast/contracts';
import type { BackupStore, Incoming } from '../store/backup-store.js';
import { isDirectory, notFound } from '../store/refusal.js';
import { Overlay, type Made } from './overlay.js';

/** A snapshot as the folder of backups that a phone is restored from. Nothing that the phone does changes the snapshot. */
export class RestoreStore implements BackupStore {
  private readonly overlay: Overlay;

  constructor(private readonly files: PushedFiles) {
    this.overlay = new Overlay(files);
  }

  async list(path: string): Promise<readonly StagedItem[]> {
    const at = this.overlay.at(path);
    const items = new Map<string, StagedItem>();
    if (at.kind === 'stored') for (const item of await this.files.list(at.path)) items.set(item.name, item);
    const prefix = path === '' ? '' : `${path}/`;
    for (const below of this.overlay.under(path)) {
      const name = below.slice(prefix.length);
      if (name.includes('/')) continue;
      const item = await this.overlay.item(below);
      if (item === undefined) items.delete(name);
      else items.set(name, item);
    }
    return [...items.values()];
  }

  async read(path: string): Promise<AsyncIterable<Uint8Array>> {
    const at = this.overlay.at(path);
    if (at.kind === 'gone') throw notFound();
    if (at.kind === 'directory') throw isDirectory();
    if (at.kind === 'file') return once(at.bytes);
    const bytes = this.files.read(at.path);
    if (bytes !== undefined) return bytes;
    throw (await this.files.stat(at.path))?.kind === 'directory' ? isDirectory() : notFound();
  }

  async receive(path: string): Promise<Incoming> {
    await this.mkdir(folderOf(path));
    const parts: Buffer[] = [];
    const put = (): void => {
      const mtimeNs = BigInt(Date.now()) * 1_000_000n;
      this.overlay.put(path, { kind: 'file', bytes: Buffer.concat(parts), mtimeNs });
    };
    return {
      write: async (bytes) => {
        parts.push(Buffer.from(bytes));
        // Bounded while it comes, not when it has.
        if (parts.length % 64 === 0) put();
      },
      end: async () => put(),
      drop: async () => this.overlay.put(path, { kind: 'gone' }),
    };
  }

  async mkdir(path: string): Promise<void> {
    if (path === '' || (await this.overlay.item(path))?.kind === 'directory') return;
    await this.mkdir(folderOf(path));
    this.overlay.put(path, { kind: 'directory' });
  }

  async move(from: string, to: string): Promise<void> {
    if (from === to) return;
    await this.copy(from, to);
    this.overlay.put(from, { kind: 'gone' });
  }

  async copy(from: string, to: string): Promise<void> {
    if ((await this.overlay.item(from)) === undefined) throw notFound();
    await this.mkdir(folderOf(to));
    const moving: [string, Made][] = this.overlay
      .under(from)
      .map((path) => [to + path.slice(from.length), this.overlay.at(path)]);
    this.overlay.put(to, this.overlay.at(from));
    for (const [path, made] of moving) this.overlay.put(path, made);
  }

  async remove(path: string): Promise<void> {
    if ((await this.overlay.item(path)) === undefined) throw notFound();
    this.overlay.put(path, { kind: 'gone' });
  }
}

const folderOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
