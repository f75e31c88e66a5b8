import type { PushedFiles, StagedItem } from '@holdfast/contracts';
import { garbled } from '../link/link-faults.js';

/** What the phone made of a path: a folder, bytes of its own, what is stored under another name, or nothing any more. */
export type Made =
  | { readonly kind: 'directory' }
  | { readonly kind: 'file'; readonly bytes: Uint8Array; readonly mtimeNs: bigint }
  | { readonly kind: 'stored'; readonly path: string }
  | { readonly kind: 'gone' };

/** A phone that is restored changes next to nothing of its backup. */
const MOST_MADE = 100_000;
const MOST_BYTES = 16 * 1024 * 1024;

/** A snapshot's files with what the phone changes of them while it is restored: in memory, and forgotten afterwards. */
export class Overlay {
  private readonly made = new Map<string, Made>();
  private bytes = 0;

  constructor(private readonly files: PushedFiles) {}

  /** What is at a path now. */
  at(path: string): Made {
    const own = this.made.get(path);
    if (own !== undefined) return own;
    const cut = path.lastIndexOf('/');
    if (path === '') return { kind: 'stored', path };
    const parent = this.at(cut < 0 ? '' : path.slice(0, cut));
    if (parent.kind !== 'stored') return { kind: 'gone' };
    const name = path.slice(cut + 1);
    return { kind: 'stored', path: parent.path === '' ? name : `${parent.path}/${name}` };
  }

  put(path: string, made: Made): void {
    for (const below of this.under(path)) this.forget(below);
    this.forget(path);
    if (made.kind === 'file') this.bytes += made.bytes.length;
    this.made.set(path, made);
    if (this.made.size > MOST_MADE || this.bytes > MOST_BYTES)
      throw garbled('more changes than a restore makes');
  }

  /** What the phone made below a path, relative to it. */
  under(path: string): string[] {
    return [...this.made.keys()].filter((known) => path === '' || known.startsWith(`${path}/`));
  }

  async item(path: string): Promise<StagedItem | undefined> {
    const made = this.at(path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (made.kind === 'gone') return undefined;
    if (made.kind === 'directory') return { name, kind: 'directory', size: 0n, mtimeNs: 0n };
    if (made.kind === 'file')
      return { name, kind: 'file', size: BigInt(made.bytes.length), mtimeNs: made.mtimeNs };
    const stored = await this.files.stat(made.path);
    return stored === undefined ? undefined : { ...stored, name };
  }

  private forget(path: string): void {
    const made = this.made.get(path);
    if (made?.kind === 'file') this.bytes -= made.bytes.length;
    this.made.delete(path);
  }
}
