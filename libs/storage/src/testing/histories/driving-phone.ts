import type { PushSink, PushSource, ShownEntry } from '@holdfast/contracts';
import { createHash } from 'node:crypto';
import type { SealedContents } from '../../restore/sealed-contents.js';
import type { Files } from './ledger.js';
import type { HistoryPhone } from './phone.js';
import { categoryOf } from './phone-sources.js';

/** What a phone that drives keeps about what it has sent; nobody says where it is shown. */
export const MANIFEST = 'Manifest';
const STORE = 'Phone backup';
/** What the source makes of what came. */
const MADE = { name: 'made/1', folder: 'Phone records', place: 'Phone records/sizes.json' };
const OPENING = Buffer.from('turned over');

type Shows = 'where it is' | 'elsewhere' | 'sealed' | 'nowhere';

/** What a snapshot of such a phone must hold. */
export interface DrivenFiles {
  /** Place → bytes, opened. */
  readonly files: Files;
  /** The phone's own name → bytes as it stored them. */
  readonly pushed: Files;
}

/** Bytes through the phone's own hands, until the cable is pulled. */
export type Through = (bytes: Buffer) => AsyncGenerator<Buffer>;

/** A name of its own, as phones have them; it stays the same while the file does. */
function nameOf(path: string): string {
  const hash = createHash('sha256').update(path).digest('hex');
  return `${hash.slice(0, 2)}/${hash.slice(0, 40)}`;
}

function showsHow(path: string): Shows {
  const ways: readonly Shows[] = ['where it is', 'elsewhere', 'sealed', 'nowhere'];
  return ways[createHash('sha256').update(`how ${path}`).digest()[0]! % ways.length]!;
}

function placeOf(path: string): string {
  const how = showsHow(path);
  if (how === 'nowhere') return `${STORE}/${nameOf(path)}`;
  // Apart from the others, so that no file lies where another needs a folder.
  return how === 'elsewhere' ? `Elsewhere/${path}` : path;
}

const turnedOver = (bytes: Uint8Array): Buffer => Buffer.from(bytes.map((byte) => byte ^ 0xff));

/** As the phone stores it: a seal fills up to sixteen bytes. */
function stored(path: string, bytes: Buffer): Buffer {
  if (showsHow(path) !== 'sealed') return bytes;
  return turnedOver(Buffer.concat([bytes, Buffer.alloc(16 - (bytes.length % 16), 16 - (bytes.length % 16))]));
}

/** Opens what such a phone seals. */
export const TOY_SEAL: SealedContents = {
  async *open(opening, bytes) {
    if (!OPENING.equals(opening)) throw new Error('another opening');
    let held = Buffer.alloc(0);
    for await (const piece of bytes) {
      held = Buffer.concat([held, turnedOver(piece)]);
      if (held.length <= 16) continue;
      yield held.subarray(0, held.length - 16);
      held = held.subarray(held.length - 16);
    }
    yield held.subarray(0, held.length - held.at(-1)!);
  },
};

const manifestOf = ({ files }: HistoryPhone): Buffer =>
  Buffer.from(JSON.stringify([...files].map(([path, { mtimeNs }]) => [path, `${mtimeNs}`])));

const madeOf = ({ files }: HistoryPhone): Buffer =>
  Buffer.from(JSON.stringify([...files].map(([path, { bytes }]) => [path, bytes.length])));

export function drivenFiles(phone: HistoryPhone): DrivenFiles {
  const [files, pushed] = [new Map<string, Buffer>(), new Map<string, Buffer>()];
  for (const [path, { bytes }] of phone.files) {
    files.set(placeOf(path), bytes);
    pushed.set(nameOf(path), stored(path, bytes));
  }
  files.set(`${STORE}/${MANIFEST}`, manifestOf(phone));
  files.set(MADE.place, madeOf(phone));
  pushed.set(MANIFEST, manifestOf(phone));
  return { files, pushed };
}

/** Sends what differs from the manifest of its last backup, into a folder from which it is moved, as iPhones do. */
export function drivingSource(phone: HistoryPhone, through: Through): PushSource {
  const send = async (sink: PushSink, path: string, bytes: Buffer): Promise<void> => {
    await sink.begin(path, BigInt(bytes.length));
    for await (const piece of through(bytes)) await sink.write(piece);
    await sink.end();
  };
  return {
    async run(sink, previous) {
      const pieces: Uint8Array[] = [];
      const before = previous?.read(MANIFEST);
      if (before) for await (const piece of before) pieces.push(piece);
      const known = new Map<string, string>(before ? JSON.parse(Buffer.concat(pieces).toString()) : []);
      const changed = [...phone.files].filter(([path, { mtimeNs }]) => known.get(path) !== `${mtimeNs}`);
      for (const [path, { bytes }] of changed)
        await send(sink, `Snapshot/${nameOf(path)}`, stored(path, bytes));
      await send(sink, `Snapshot/${MANIFEST}`, manifestOf(phone));
      for (const [path] of changed) await sink.move(`Snapshot/${nameOf(path)}`, nameOf(path));
      await sink.move(`Snapshot/${MANIFEST}`, MANIFEST);
      await sink.remove('Snapshot');
      for (const path of known.keys()) if (!phone.files.has(path)) await sink.remove(nameOf(path));
      for (const [path, { mtimeNs, bytes }] of phone.files) {
        if (showsHow(path) === 'nowhere') continue;
        const seal = { opening: OPENING, openedSize: BigInt(bytes.length) };
        const shown = shownAt(placeOf(path), mtimeNs);
        await sink.arrange(nameOf(path), { ...shown, ...(showsHow(path) === 'sealed' ? seal : {}) });
      }
      const of = createHash('sha256').update(madeOf(phone)).digest();
      if ((await sink.keepMade([Buffer.from(MADE.folder)], of)) === 0) {
        await send(sink, MADE.name, madeOf(phone));
        await sink.arrange(MADE.name, { ...shownAt(MADE.place, 0n), isMade: true, madeOf: of });
      }
      await sink.commit(OPENING);
    },
    close: async () => {},
  };
}

const shownAt = (place: string, mtimeNs: bigint): ShownEntry => ({
  path: place.split('/').map((name) => Buffer.from(name)),
  kind: 'file',
  mtimeNs,
  category: categoryOf(place),
});
