/** Extensions that the Photos app of an iPhone takes, and what the camera calls them; `AAE` holds the edits of a photo. */
const TAKEN: ReadonlyMap<string, string> = new Map(
  ['JPG', 'PNG', 'GIF', 'HEIC', 'HEIF', 'TIF', 'DNG', 'WEBP', 'MOV', 'MP4', 'M4V', 'AAE']
    .map((name): [string, string] => [name, name])
    .concat([
      ['JPEG', 'JPG'],
      ['TIFF', 'TIF'],
    ]),
);
/** Where iPhones begin to count is 100; from 900 on nobody gets in the way of the camera for long. */
const NUMBERS = [...range(900, 999), ...range(100, 899).reverse()];
/** As many as an iPhone puts into one. */
const MOST_IN_FOLDER = 999;
const MAKER = 'HFAST';

/** The extension under which the camera's folder holds a file of this name; `undefined`: Photos shows no such file. */
export function cameraExtension(name: Uint8Array): string | undefined {
  const text = Buffer.from(name).toString('latin1');
  const dot = text.lastIndexOf('.');
  return dot < 0 ? undefined : TAKEN.get(text.slice(dot + 1).toUpperCase());
}

/** The number of a folder of the camera: `100` of `100APPLE`. */
export function folderNumber(name: string): number | undefined {
  const number = Number(/^(\d{3})/.exec(name)?.[1]);
  return number >= 100 ? number : undefined;
}

/**
 * Gives pictures names that a camera's folder may hold (DCF: `900HFAST/IMG_0001.JPG`), in the order in which they come, in
 * folders of numbers that the phone does not use. Files that lie together and differ in their extension alone (the film of
 * a live photo, its edits) keep the same number.
 */
export class CameraNames {
  readonly folders: string[] = [];
  private readonly free: number[];
  private count = MOST_IN_FOLDER;
  private last: { readonly stem: string; readonly extensions: Set<string> } | undefined;

  constructor(used: ReadonlySet<number>) {
    this.free = NUMBERS.filter((number) => !used.has(number));
  }

  /** `path`: of the file in its snapshot. `undefined` when all numbers are taken. */
  place(path: Uint8Array, extension: string): { readonly folder: string; readonly name: string } | undefined {
    const stem = stemOf(path);
    const isOfLast = this.last?.stem === stem && !this.last.extensions.has(extension);
    if (!isOfLast) {
      if (this.count === MOST_IN_FOLDER && !this.nextFolder()) return undefined;
      this.count += 1;
      this.last = { stem, extensions: new Set() };
    }
    this.last?.extensions.add(extension);
    const name = `IMG_${String(this.count).padStart(4, '0')}.${extension}`;
    return { folder: this.folders.at(-1) ?? '', name };
  }

  private nextFolder(): boolean {
    const number = this.free.shift();
    if (number === undefined) return false;
    this.folders.push(`${number}${MAKER}`);
    this.count = 0;
    return true;
  }
}

function stemOf(path: Uint8Array): string {
  const text = Buffer.from(path).toString('latin1');
  return text.slice(0, text.lastIndexOf('.'));
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
