import { createHash, randomBytes } from 'node:crypto';

/** An object with its name, as the repository format lays out what the control plane can read. */
export interface MadeObject {
  readonly name: string;
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly size: number;
}

const KIND = { data: 3, tree: 4, index: 5, segment: 6, snapshot: 7 } as const;
const NUMBER: Record<string, number> = { data: 1, tree: 2, index: 3 };

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** `magic(4) ‖ type(1) ‖ format(2) ‖ algorithm(1)` of docs/repository-format.md. */
const header = (kind: keyof typeof KIND): Buffer =>
  Buffer.concat([Buffer.from('HFST'), Buffer.from([KIND[kind], 0, 1, 1])]);

const digestOf = (name: string): Buffer => Buffer.from(name.slice(name.indexOf('/') + 1), 'hex');

export function made(kind: keyof typeof KIND, bytes: Buffer): MadeObject {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { name: `${kind}/${sha256}`, bytes, sha256, size: bytes.length };
}

export const dataPack = (bytes = 1000): MadeObject =>
  made('data', Buffer.concat([header('data'), randomBytes(bytes)]));

export const segment = (objects: readonly MadeObject[]): MadeObject =>
  made(
    'segment',
    Buffer.concat([
      header('segment'),
      u32(objects.length),
      ...objects.flatMap(({ name }) => [
        Buffer.from([NUMBER[name.slice(0, name.indexOf('/'))] ?? 0]),
        digestOf(name),
      ]),
    ]),
  );

/** The readable list, and random bytes where the sealed root would be. */
export const snapshotObject = (segments: readonly MadeObject[]): MadeObject =>
  made(
    'snapshot',
    Buffer.concat([
      header('snapshot'),
      u32(segments.length),
      ...segments.map(({ name }) => digestOf(name)),
      randomBytes(32 + 64),
    ]),
  );

export const configObject = (): MadeObject => {
  const bytes = Buffer.concat([header('data'), randomBytes(24)]);
  return {
    name: 'config',
    bytes,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    size: bytes.length,
  };
};
