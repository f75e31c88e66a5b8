/**
 * The key bag of an iPhone's backup (Manifest.plist, `BackupKeyBag`): tag of four letters, length u32 big-endian, value; the
 * first fields are the bag's, and each further UUID begins a class (read so by every open reader of backups; measured
 * 2026-11-22 against public vectors).
 */
export interface KeyBag {
  /** Salt and rounds of PBKDF2-SHA1, which gives the key of the class keys. */
  readonly salt: Uint8Array;
  readonly iterations: number;
  /** Since iOS 10.2 the password goes through PBKDF2-SHA256 first. */
  readonly first?: { readonly salt: Uint8Array; readonly iterations: number };
  readonly classes: readonly KeyBagClass[];
}

/** The key of one protection class, wrapped. */
export interface KeyBagClass {
  readonly protectionClass: number;
  /** Bit 2: wrapped with the password's key; bit 1: with the phone's own, which never leaves it. */
  readonly wrap: number;
  /** 40 bytes where it is wrapped (RFC 3394). */
  readonly key: Uint8Array;
}

/** Of `wrap`: the password opens it. */
export const WRAPPED_BY_PASSWORD = 2;

/** The bytes are no key bag. */
export class KeyBagError extends Error {
  override readonly name = 'KeyBagError';
}

const MOST_BYTES = 64 * 1024;
const MOST_CLASSES = 64;

/** @throws KeyBagError */
export function readKeyBag(bytes: Uint8Array): KeyBag {
  if (bytes.length > MOST_BYTES) throw new KeyBagError('The key bag is larger than any is.');
  const header = new Map<string, Buffer>();
  const classes: Map<string, Buffer>[] = [];
  let fields = header;
  for (const [tag, value] of taggedFields(bytes)) {
    if (tag === 'UUID' && header.has('UUID')) {
      fields = new Map();
      classes.push(fields);
      if (classes.length > MOST_CLASSES)
        throw new KeyBagError('The key bag has more classes than there are.');
    }
    fields.set(tag, value);
  }
  const [firstSalt, firstRounds] = [header.get('DPSL'), header.get('DPIC')];
  return {
    salt: needed(header, 'SALT'),
    iterations: uint(needed(header, 'ITER')),
    ...(firstSalt && firstRounds ? { first: { salt: firstSalt, iterations: uint(firstRounds) } } : {}),
    classes: classes
      .filter((one) => one.has('WPKY'))
      .map((one) => ({
        protectionClass: uint(needed(one, 'CLAS')),
        wrap: uint(needed(one, 'WRAP')),
        key: needed(one, 'WPKY'),
      })),
  };
}

/** As iOS 10.2 and later write it. `uuid` gives sixteen bytes for the bag and for each class. */
export function writeKeyBag(
  { salt, iterations, first, classes }: KeyBag,
  uuid: () => Uint8Array,
): Uint8Array {
  const parts = [
    field('VERS', number(3)),
    field('TYPE', number(1)),
    field('UUID', uuid()),
    field('HMCK', Buffer.alloc(40)),
    field('WRAP', number(0)),
    field('SALT', salt),
    field('ITER', number(iterations)),
  ];
  if (first)
    parts.push(field('DPWT', number(0)), field('DPIC', number(first.iterations)), field('DPSL', first.salt));
  for (const { protectionClass, wrap, key } of classes)
    parts.push(
      field('UUID', uuid()),
      field('CLAS', number(protectionClass)),
      field('WRAP', number(wrap)),
      field('KTYP', number(0)),
      field('WPKY', key),
    );
  return Buffer.concat(parts);
}

function* taggedFields(bytes: Uint8Array): Generator<[tag: string, value: Buffer]> {
  const buffer = Buffer.from(bytes);
  for (let at = 0; at < buffer.length;) {
    if (buffer.length - at < 8) throw damaged();
    const tag = buffer.toString('latin1', at, at + 4);
    const length = buffer.readUInt32BE(at + 4);
    at += 8;
    if (length > buffer.length - at) throw damaged();
    yield [tag, buffer.subarray(at, at + length)];
    at += length;
  }
}

function needed(fields: ReadonlyMap<string, Buffer>, tag: string): Buffer {
  return fields.get(tag) ?? refuse();
}

const uint = (value: Buffer): number => (value.length === 4 ? value.readUInt32BE() : refuse());

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

const field = (tag: string, value: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from(tag, 'latin1'), number(value.length), value]);

const damaged = (): KeyBagError => new KeyBagError('The key bag is damaged.');

function refuse(): never {
  throw damaged();
}
