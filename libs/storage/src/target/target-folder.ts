import { closeSync, constants, lstatSync, mkdirSync, openSync } from 'node:fs';
import { StorageError } from '../storage-error.js';

const { O_RDONLY, O_DIRECTORY, O_NOFOLLOW } = constants;
/** Open folders from the target down; deeper ones are walked to again. Well below the usual limit of 1,024. */
const MOST_OPEN = 128;
const BY_DESCRIPTOR = process.platform === 'linux';

/** Something other than a folder stands where one is needed: a link is never followed. */
export class NotAFolder extends Error {}

/**
 * The folder a restore writes below. Every folder on the way is opened by name without following links, from the open
 * folder above it (`/proc/self/fd` stands in for openat), so that neither a stored path nor somebody at work in the
 * target meanwhile leads outside, and paths may be longer than the system's limit. Elsewhere than on Linux each
 * component is looked at instead.
 */
export class TargetFolder {
  private path: Buffer[] = [];
  /** `open[0]` is the target; `open[n]` the folder at depth n, while n < MOST_OPEN. */
  private readonly open: number[] = [];
  /** The folder at `path`, when it is deeper than those. */
  private deep: number | undefined;

  constructor(private readonly target: string) {
    mkdirSync(target, { recursive: true });
    if (BY_DESCRIPTOR) this.open.push(openSync(target, O_RDONLY | O_DIRECTORY));
  }

  /** Path of `name` in the folder `path` (of holdable names); folders are made as needed. @throws NotAFolder */
  inside(path: readonly Buffer[], name: Buffer): Buffer {
    this.enter(path);
    return Buffer.concat([this.here(), Buffer.from('/'), name]);
  }

  close(): void {
    for (const descriptor of this.open.splice(0)) closeSync(descriptor);
    if (this.deep !== undefined) closeSync(this.deep);
    this.deep = undefined;
  }

  private enter(path: readonly Buffer[]): void {
    let shared = 0;
    while (shared < path.length && shared < this.path.length && path[shared]!.equals(this.path[shared]!))
      shared++;
    if (shared < this.path.length) {
      if (this.deep !== undefined) {
        closeSync(this.deep);
        this.deep = undefined;
      }
      shared = Math.min(shared, MOST_OPEN - 1);
      this.path = this.path.slice(0, shared);
      if (BY_DESCRIPTOR) for (const descriptor of this.open.splice(shared + 1)) closeSync(descriptor);
    }
    for (const name of path.slice(shared)) this.step(name);
  }

  private step(name: Buffer): void {
    const below = Buffer.concat([this.here(), Buffer.from('/'), name]);
    try {
      mkdirSync(below, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    if (BY_DESCRIPTOR) {
      const descriptor = openFolder(below);
      if (this.open.length < MOST_OPEN) this.open.push(descriptor);
      else {
        if (this.deep !== undefined) closeSync(this.deep);
        this.deep = descriptor;
      }
    } else if (!lstatSync(below).isDirectory()) throw new NotAFolder();
    this.path.push(name);
  }

  private here(): Buffer {
    if (BY_DESCRIPTOR) return Buffer.from(`/proc/self/fd/${this.deep ?? this.open.at(-1)!}`);
    return Buffer.concat([
      Buffer.from(this.target),
      ...this.path.flatMap((name) => [Buffer.from('/'), name]),
    ]);
  }
}

function openFolder(path: Buffer): number {
  try {
    return openSync(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ELOOP' || code === 'ENOTDIR') throw new NotAFolder();
    throw error;
  }
}

export function targetExists(text: string): StorageError {
  return new StorageError(
    'target-exists',
    `${text} is there already with other contents, and was not touched. ` +
      'Choose an empty folder, or allow overwriting; what was restored before is kept and not written again.',
  );
}
