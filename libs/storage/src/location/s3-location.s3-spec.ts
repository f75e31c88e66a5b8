import { randomUUID } from 'node:crypto';
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eraseRepository } from '../maintenance/erase-repository.js';
import { s3Store } from '../maintenance/s3-store.js';
import { collected, HOSTILE_NAMES, randomObject, sha256 } from '../testing/objects.js';
import { type Radosgw, startRadosgw } from '../testing/radosgw.js';
import { verifyLocation } from '../testing/verify-location.js';
import { presignS3 } from './presign-s3.js';
import { s3Client } from './s3-listing.js';
import { s3Location } from './s3-location.js';
import { keyOf, type S3Place } from './s3-place.js';
import { signedLocation } from './signed-location.js';

let server: Radosgw;
beforeAll(async () => {
  server = await startRadosgw();
}, 60_000);
afterAll(() => server.stop(), 60_000);

const noPause = async (): Promise<void> => {};
/** A place whose endpoint can be pointed at a closed port: the URLs signed for it then lead nowhere. */
function breakable(): { place: S3Place; break: () => void } {
  const place = { ...server.place() };
  return { place, break: () => Object.assign(place, { endpoint: 'http://127.0.0.1:9' }) };
}

verifyLocation('a bucket', async () => {
  const { place, break: cut } = breakable();
  const current = { location: s3Location(place, { pause: noPause }) };
  return {
    location: {
      place: current.location.place,
      put: (name, object) => current.location.put(name, object),
      get: (name) => current.location.get(name),
      stat: (name) => current.location.stat(name),
      list: (prefix) => current.location.list(prefix),
      remove: (name) => current.location.remove(name),
      close: () => current.location.close(),
    },
    break: () => {
      cut();
      current.location = s3Location(place, { pause: noPause });
    },
  };
});

verifyLocation(
  'signed URLs of a bucket',
  async () => {
    const { place, break: cut } = breakable();
    const store = s3Store(place);
    const dead = { now: false };
    const location = signedLocation(
      {
        signUploads: (objects) =>
          Promise.all(
            objects.map(async (object) => ({
              ...(await presignS3(place, { method: 'PUT', ...object })),
              present: !dead.now && (await store.stat(object.name)) !== undefined,
            })),
          ),
        signDownloads: (names) => Promise.all(names.map((name) => presignS3(place, { method: 'GET', name }))),
        async *list(prefix) {
          for (let cursor: string | null | undefined; cursor !== null;) {
            const page = await (dead.now ? s3Store(place) : store).list(prefix, cursor, 400);
            yield* page.objects;
            cursor = page.nextCursor;
          }
        },
      },
      { place: 'the control plane', pause: noPause },
    );
    return { location, removes: false, break: () => ((dead.now = true), cut()) };
  },
  450,
);

describe('a bucket', () => {
  it.each(["phones (old)/it's *here*!", 'mit Leerzeichen+ü/日本', 'a%2Fb&c=d#e?f'])(
    'keeps a repository below the prefix %j',
    async (prefix) => {
      const location = s3Location(server.place(prefix));
      const { name, bytes, object } = randomObject(100);
      expect(await location.put(name, object)).toBe('stored');
      expect(Buffer.from(await location.get(name)).equals(bytes)).toBe(true);
      expect(await collected(location.list(''))).toMatchObject([{ name, size: 100 }]);
      await location.close();
    },
  );

  it.each(['..', 'a/../b', '/a', 'a/', 'a//b'])('refuses the prefix %j', async (prefix) => {
    const location = s3Location(server.place(prefix));
    await expect(location.put('config', randomObject(1).object)).rejects.toMatchObject({
      code: 'location-refused',
    });
    await location.close();
  });

  it('passes over foreign keys, whatever characters they hold', async () => {
    const place = server.place();
    const client = s3Client(S3Client, place);
    for (const key of ['notes.txt', 'data/\u0001\u001b[31m', 'data/100%+1', `data/${'A'.repeat(64)}`]) {
      await client.send(
        new PutObjectCommand({ Bucket: place.bucket, Key: `${place.prefix}/${key}`, Body: 'x' }),
      );
    }
    client.destroy();
    expect(await collected(s3Location(place).list(''))).toEqual([]);
  });

  it.each([
    ['no such bucket', { bucket: 'never-made' }],
    [
      'another secret',
      { credentials: { accessKeyId: 'HOLDFASTTESTKEY00001', secretAccessKey: 'wrong-secret' } },
    ],
    ['an unknown key', { credentials: { accessKeyId: 'UNKNOWN', secretAccessKey: 'wrong-secret' } }],
  ])('with %s is refused, without the secret in the text', async (_, wrong) => {
    const location = s3Location({ ...server.place(), ...wrong }, { pause: noPause });
    const { name, object } = randomObject(10);
    for (const call of [() => location.put(name, object), () => collected(location.list(''))]) {
      const error = await call().catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ code: 'location-refused' });
      expect((error as Error).message).not.toContain('wrong-secret');
    }
    await location.close();
  });

  it('pages its names for the control plane, and refuses hostile ones', async () => {
    const store = s3Store(server.place());
    const many = Array.from({ length: 25 }, () => randomObject(5));
    await Promise.all(many.map(({ name, object }) => store.put(name, object)));
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page = await store.list('data/', cursor, 10);
      expect(page.objects.length).toBeLessThanOrEqual(10);
      seen.push(...page.objects.map((one) => one.name));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(many.map(({ name }) => name).sort());
    for (const name of HOSTILE_NAMES) {
      await expect(store.stat(name)).rejects.toMatchObject({ code: 'location-refused' });
    }
    await store.close();
  });
});

describe('a signed upload that was changed', () => {
  const bytes = Buffer.from('the sealed bytes');
  const tries: [
    string,
    (url: URL, headers: Record<string, string>) => { body?: Buffer; headers?: object },
  ][] = [
    ['signature', (url) => (url.searchParams.set('X-Amz-Signature', 'f'.repeat(64)), {})],
    ['expiry', (url) => (url.searchParams.set('X-Amz-Expires', '604800'), {})],
    ['key', (url) => ((url.pathname = url.pathname.replace(/.$/, (end) => (end === '0' ? '1' : '0'))), {})],
    ['body', () => ({ body: Buffer.from('other bytes here') })],
    [
      'digest header',
      (_, headers) => ({ headers: { ...headers, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' } }),
    ],
    [
      'omitted checksum',
      (_, headers) => ({ headers: { 'x-amz-content-sha256': headers['x-amz-content-sha256'] } }),
    ],
    [
      'omitted digest',
      (_, headers) => ({ headers: { 'x-amz-checksum-sha256': headers['x-amz-checksum-sha256'] } }),
    ],
  ];

  const send = async (place: S3Place, change: (typeof tries)[0][1], now = new Date()): Promise<number> => {
    const object = { name: `data/${sha256(bytes)}`, size: bytes.length, sha256: sha256(bytes) };
    const signed = await presignS3(place, { method: 'PUT', ...object }, { now, seconds: 60 });
    const url = new URL(signed.url);
    const { 'content-length': _, ...held } = signed.headers;
    const changed = change(url, held);
    const headers = (changed.headers ?? held) as Record<string, string>;
    return (await fetch(url, { method: 'PUT', headers, body: new Uint8Array(changed.body ?? bytes) })).status;
  };

  it.each(tries)('in its %s stores nothing', async (_, change) => {
    const place = server.place();
    expect([400, 403]).toContain(await send(place, change));
    expect(await collected(s3Location(place).list(''))).toEqual([]);
  });

  it('stores nothing once it has expired, and is good as it was signed', async () => {
    const place = server.place();
    expect(await send(place, () => ({}), new Date(Date.now() - 120_000))).toBe(403);
    expect(await collected(s3Location(place).list(''))).toEqual([]);
    expect(await send(place, () => ({}))).toBe(200);
  });
});

describe('a repository that is erased', () => {
  let s3: S3Client;
  beforeAll(() => {
    s3 = s3Client(S3Client, server.place());
  });
  afterAll(() => {
    s3.destroy();
  });
  const now = new Date();
  const all = { part: 'everything', most: 1000, now } as const;
  const company = randomUUID();
  const repository = (bucket?: string) => {
    const place = server.place(`phones/${company}/${randomUUID()}`);
    return { kind: 's3' as const, ...place, bucket: bucket ?? place.bucket };
  };
  const put = (place: S3Place, name: string, more: Partial<PutObjectCommandInput> = {}) =>
    s3.send(
      new PutObjectCommand({
        Bucket: place.bucket,
        Key: keyOf(place, name),
        Body: Buffer.from('sealed'),
        ...more,
      }),
    );
  const bucket = async (name: string, locking = false) => {
    await s3.send(new CreateBucketCommand({ Bucket: name, ObjectLockEnabledForBucket: locking }));
    if (!locking)
      await s3.send(
        new PutBucketVersioningCommand({ Bucket: name, VersioningConfiguration: { Status: 'Enabled' } }),
      );
    return name;
  };

  it('takes every object of it and none of the next one', async () => {
    const [mine, theirs] = [repository(), repository()];
    for (const place of [mine, theirs]) for (const name of ['config', 'keys/1/a/b']) await put(place, name);
    expect(await eraseRepository(mine, { ...all, part: 'keys' })).toMatchObject({ objects: 1, absent: true });
    expect(await eraseRepository(mine, all)).toMatchObject({ objects: 1, bytes: 6, absent: true });
    const there = new GetObjectCommand({ Bucket: theirs.bucket, Key: keyOf(theirs, 'keys/1/a/b') });
    expect((await s3.send(there)).ContentLength).toBe(6);
  });

  it('takes every version and marker where the bucket keeps them', async () => {
    const place = repository(await bucket('versions'));
    for (let version = 0; version < 3; version += 1) await put(place, 'data/a');
    await s3.send(new DeleteObjectCommand({ Bucket: place.bucket, Key: keyOf(place, 'data/a') }));
    expect(await eraseRepository(place, all)).toMatchObject({ objects: 4, bytes: 18, absent: true });
    expect(await eraseRepository(place, all)).toMatchObject({ objects: 0, absent: true });
  });

  it('tells until when the bucket keeps what is locked, and takes the rest', async () => {
    const place = repository(await bucket('locked', true));
    const until = new Date(Math.floor(now.getTime() / 1000) * 1000 + 3_600_000);
    await put(place, 'config');
    await put(place, 'data/a', { ObjectLockMode: 'COMPLIANCE', ObjectLockRetainUntilDate: until });
    const erased = await eraseRepository(place, all);
    expect(erased).toMatchObject({ objects: 1, absent: false, kept: { why: 'locked' } });
    expect(erased.kept?.until?.getTime()).toBe(until.getTime());
  });
});
