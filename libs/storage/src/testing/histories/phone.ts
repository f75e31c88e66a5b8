import type { Dice } from './dice.js';
import type { Files } from './ledger.js';

export interface PhoneFile {
  readonly bytes: Buffer;
  readonly mtimeNs: bigint;
}

/** How a phone's bytes come: asked for and streamed, as files of this computer, or sent by the phone itself. */
export type PhoneKind = 'streamed' | 'local' | 'driving';

/** What is on a phone now. Paths are slash-separated. */
export class HistoryPhone {
  readonly files = new Map<string, PhoneFile>();
  /** Contents that were on it once and may come back. */
  readonly past: Buffer[] = [];
  private seconds = 1_767_000_000;

  constructor(
    readonly name: string,
    readonly kind: PhoneKind,
    /** Files of this computer lie here. */
    readonly root: string,
    readonly mostBytes: number,
  ) {}

  /** False where it has no room, or a file stands where the folder would be. */
  write(path: string, bytes: Buffer): boolean {
    const size = this.size() - (this.files.get(path)?.bytes.length ?? 0);
    if (size + bytes.length > this.mostBytes) return false;
    const parts = path.split('/');
    for (let depth = 1; depth < parts.length; depth++)
      if (this.files.has(parts.slice(0, depth).join('/'))) return false;
    if ([...this.files.keys()].some((other) => other.startsWith(`${path}/`))) return false;
    const before = this.files.get(path);
    if (before) this.past.push(before.bytes);
    this.files.set(path, { bytes, mtimeNs: BigInt((this.seconds += 1)) * 1_000_000_000n });
    return true;
  }

  remove(path: string): void {
    const file = this.files.get(path);
    if (file) this.past.push(file.bytes);
    this.files.delete(path);
  }

  paths(): string[] {
    return [...this.files.keys()];
  }

  size(): number {
    return [...this.files.values()].reduce((sum, { bytes }) => sum + bytes.length, 0);
  }

  contents(): Files {
    return new Map([...this.files].map(([path, { bytes }]) => [path, bytes]));
  }
}

const FOLDERS = ['', 'DCIM/Camera/', 'Documents/', 'Documents/old/', 'WhatsApp/Media/'];

export const newPath = (dice: Dice, ending: string): string =>
  `${dice.pick(FOLDERS)}${ending.toUpperCase()}_${dice.below(400)}.${ending}`;
