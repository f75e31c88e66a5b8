import { ByteReader } from '../format/byte-reader.js';
import { damaged } from '../format/damaged.js';
import { LATEST_MS } from '../format/latest-moment.js';
import { OBJECT_NAME_PATTERN } from '../format/object-name.js';
import type { IdList } from '../tree/id-list.js';
import { encodeIdList, readIdList } from '../tree/id-list.js';

/** What a snapshot says of itself, sealed. */
export interface SnapshotRoot {
  readonly phone: string;
  readonly sourceName: string;
  readonly policyVersion?: number | undefined;
  readonly takenAtMs: number;
  /** The categories asked for; absent: everything readable. */
  readonly categories?: readonly string[] | undefined;
  readonly files: number;
  readonly bytes: bigint;
  readonly tree: IdList;
  readonly rootMode?: number | undefined;
  readonly rootMtimeNs: bigint;
  readonly leftOut: number;
  readonly leftOutList: IdList;
  /** The snapshot before it of the same phone, and the wraps that existed: so that a missing one is noticed. */
  readonly previous?: string | undefined;
  readonly wraps: readonly string[];
  /** The snapshot that this one took the place of, when its contents were packed anew. */
  readonly original?: string | undefined;
  /** The phone drove the backup itself: an increment needs a snapshot of this kind back. */
  readonly driven?: true | undefined;
  /** What opens what the phone sealed itself. */
  readonly secrets?: Uint8Array | undefined;
}

const STEP = 1024;
/** Names of 35,000 wraps; nested brackets take a hundred times their own room once they are parsed. */
const MAX_ROOT_BYTES = 4 * 1024 * 1024;

/** JSON, padded with spaces to whole KiB, so that its length tells nothing of the names in it. */
export function encodeRoot(root: SnapshotRoot): Buffer {
  const json = JSON.stringify({
    ...root,
    bytes: String(root.bytes),
    rootMtimeNs: String(root.rootMtimeNs),
    tree: encodeIdList(root.tree).toString('base64'),
    leftOutList: encodeIdList(root.leftOutList).toString('base64'),
    secrets: root.secrets && Buffer.from(root.secrets).toString('base64'),
  });
  const bytes = Buffer.from(json);
  return Buffer.concat([bytes, Buffer.alloc(Math.ceil(bytes.length / STEP) * STEP - bytes.length, ' ')]);
}

/** Fields it does not know are ignored. @throws StorageError `object-altered` */
export function decodeRoot(plain: Buffer, name: string): SnapshotRoot {
  const text = (value: unknown): string => {
    if (typeof value !== 'string') throw damaged(name);
    return value;
  };
  const count = (value: unknown): number => {
    if (!Number.isSafeInteger(value) || (value as number) < 0) throw damaged(name);
    return value as number;
  };
  const texts = (value: unknown): string[] => {
    if (!Array.isArray(value)) throw damaged(name);
    return value.map(text);
  };
  const integer = (value: unknown): bigint => {
    if (!/^-?\d{1,19}$/.test(text(value))) throw damaged(name);
    const number = BigInt(value as string);
    if (BigInt.asIntN(64, number) !== number) throw damaged(name);
    return number;
  };
  const atMost =
    (most: number) =>
    (value: unknown): number => {
      if (count(value) > most) throw damaged(name);
      return value as number;
    };
  const nameOf =
    (kind: string) =>
    (value: unknown): string => {
      if (!OBJECT_NAME_PATTERN.test(text(value)) || !(value as string).startsWith(`${kind}/`))
        throw damaged(name);
      return value as string;
    };
  const ids = (value: unknown): IdList =>
    readIdList(new ByteReader(Buffer.from(text(value), 'base64'), name), name);
  const optional = <T>(value: unknown, read: (value: unknown) => T): T | undefined =>
    value === undefined ? undefined : read(value);
  if (plain.length > MAX_ROOT_BYTES) throw damaged(name);
  let fields: Record<string, unknown>;
  try {
    fields = JSON.parse(plain.toString('utf8')) as Record<string, unknown>;
  } catch (error) {
    throw damaged(name, error);
  }
  if (typeof fields !== 'object' || fields === null) throw damaged(name);
  return {
    phone: text(fields['phone']),
    sourceName: text(fields['sourceName']),
    policyVersion: optional(fields['policyVersion'], count),
    takenAtMs: atMost(LATEST_MS)(fields['takenAtMs']),
    categories: optional(fields['categories'], texts),
    files: count(fields['files']),
    bytes: integer(fields['bytes']),
    tree: ids(fields['tree']),
    rootMode: optional(fields['rootMode'], atMost(0o7777)),
    rootMtimeNs: integer(fields['rootMtimeNs']),
    leftOut: count(fields['leftOut']),
    leftOutList: ids(fields['leftOutList']),
    previous: optional(fields['previous'], nameOf('snapshot')),
    wraps: texts(fields['wraps']).map(nameOf('keys')),
    original: optional(fields['original'], nameOf('snapshot')),
    driven: fields['driven'] === true ? true : undefined,
    secrets: optional(fields['secrets'], (value) => Buffer.from(text(value), 'base64')),
  };
}
