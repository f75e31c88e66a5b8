import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetBucketVersioningCommand,
  GetObjectRetentionCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  PutObjectRetentionCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { FaultProxy, FaultRule } from '@holdfast/fault-proxy';
import { startFaultProxy } from '@holdfast/fault-proxy';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { collected, randomObject } from '../testing/objects.js';
import { type Radosgw, startRadosgw } from '../testing/radosgw.js';
import type { Location } from './location.js';
import { presignS3 } from './presign-s3.js';
import { s3Client } from './s3-listing.js';
import { s3Location } from './s3-location.js';
import type { S3Place } from './s3-place.js';

let server: Radosgw;
let proxy: FaultProxy;
let place: S3Place;
let location: Location;
beforeAll(async () => {
  server = await startRadosgw();
  const { endpoint: upstream, region, credentials } = server.place();
  proxy = await startFaultProxy({ upstream, seed: 3, credentials: { region, ...credentials } });
  place = { ...server.place(), endpoint: proxy.origin };
  location = s3Location(place, { pause: async () => {} });
}, 60_000);
afterEach(() => proxy.use([]));
afterAll(async () => {
  await location.close();
  await proxy.close();
  await server.stop();
}, 60_000);

const faultsSince = (from: number): number =>
  proxy.requests.slice(from).filter(({ faults }) => faults.length > 0).length;

describe('a bucket behind the fault proxy', () => {
  it('is the same bucket while no rule holds: all signatures stay right', async () => {
    const { name, bytes, object } = randomObject(300_000);
    expect(await location.put(name, object)).toBe('stored');
    expect(Buffer.compare(await location.get(name), bytes)).toBe(0);
    expect(await collected(location.list('data/'))).toMatchObject([{ name, size: 300_000 }]);
    expect(await location.remove(name)).toBe('removed');
  });

  it.each<[string, FaultRule]>([
    ['503 SlowDown', { fault: 'status', status: 503, times: 3 }],
    ['429', { fault: 'status', status: 429, times: 2, method: 'PUT' }],
    ['a reset within the request', { fault: 'reset', afterBytes: 70_000, times: 2 }],
    [
      'a reset within the answer',
      { fault: 'reset', of: 'answer', afterBytes: 100, method: 'GET', path: 'data/', times: 1 },
    ],
    ['a body that breaks off', { fault: 'cut-body', method: 'GET', path: /data\/\w+\?/, times: 2 }],
    ['a lost answer', { fault: 'drop-reply', method: 'PUT', times: 1 }],
    ['a byte that flips on its way there', { fault: 'flip-byte', of: 'request', method: 'PUT', times: 1 }],
  ])('is used on after %s', async (_, rule) => {
    const { name, bytes, object } = randomObject(200_000);
    const from = proxy.requests.length;
    proxy.use([rule]);
    await location.put(name, object);
    expect(Buffer.compare(await location.get(name), bytes)).toBe(0);
    expect(faultsSince(from)).toBeGreaterThan(0);
  });

  it('says what a refusal, a quiet cut, a flipped byte and a swallowed write are', async () => {
    const { name, bytes, object } = randomObject(1000);
    proxy.use([{ fault: 'status', status: 403 }]);
    await expect(location.put(name, object)).rejects.toMatchObject({ code: 'location-refused' });
    proxy.use([{ fault: 'swallow-write' }]);
    expect(await location.put(name, object)).toBe('stored');
    expect(await location.stat(name)).toBeUndefined();
    proxy.use([{ fault: 'flip-byte', of: 'request', method: 'PUT', unnoticed: true }]);
    expect(await location.put(name, object)).toBe('stored');
    proxy.use([]);
    const got = await location.get(name);
    expect([...got].filter((byte, at) => byte !== bytes[at])).toHaveLength(1);
    proxy.use([{ fault: 'cut-body', method: 'GET', quietly: true, afterBytes: 400 }]);
    expect(await location.get(name)).toHaveLength(400);
  });
});

describe('a server that lies', () => {
  const bucket = 'holdfast-locked';
  let client: S3Client;
  beforeAll(async () => {
    client = s3Client(S3Client, place);
    await client.send(new CreateBucketCommand({ Bucket: bucket, ObjectLockEnabledForBucket: true }));
  });
  afterAll(() => client.destroy());
  const until = (): Date => new Date(Date.now() + 3_600_000);
  const lock = { ObjectLockMode: 'GOVERNANCE', ObjectLockRetainUntilDate: until() } as const;
  const storeLocked = (Key: string) =>
    client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x', ...lock }));
  const takeAway = (Key: string, VersionId: string | undefined) =>
    client.send(new DeleteObjectCommand({ Bucket: bucket, Key, VersionId }));

  it('about locks given with the object: gone without a word, and only the forbidden act tells', async () => {
    const honest = await storeLocked('a');
    await expect(takeAway('a', honest.VersionId)).rejects.toMatchObject({ name: 'AccessDenied' });
    proxy.use([{ fault: 'ignore-locks' }]);
    const lied = await storeLocked('a');
    await takeAway('a', lied.VersionId);
  });

  it('about locks set later: it reads them back, and lets the object go', async () => {
    proxy.use([{ fault: 'ignore-locks' }]);
    const { VersionId } = await client.send(new PutObjectCommand({ Bucket: bucket, Key: 'b', Body: 'x' }));
    const which = { Bucket: bucket, Key: 'b', VersionId };
    const Retention = { Mode: 'COMPLIANCE', RetainUntilDate: until() } as const;
    await client.send(new PutObjectRetentionCommand({ ...which, Retention }));
    const back = await client.send(new GetObjectRetentionCommand(which));
    expect(back.Retention).toMatchObject({ Mode: 'COMPLIANCE' });
    await takeAway('b', VersionId);
  });

  it('about versions', async () => {
    proxy.use([{ fault: 'ignore-versioning' }]);
    const which = { Bucket: place.bucket };
    const VersioningConfiguration = { Status: 'Enabled' } as const;
    await client.send(new PutBucketVersioningCommand({ ...which, VersioningConfiguration }));
    expect((await client.send(new GetBucketVersioningCommand(which))).Status).toBe('Enabled');
    const stored = await client.send(new PutObjectCommand({ ...which, Key: 'v', Body: 'x' }));
    expect(stored.VersionId).toBeUndefined();
  });

  it('about signatures, expiry and digests', async () => {
    const { name, bytes, object } = randomObject(500);
    const put = { method: 'PUT', name, size: 500, sha256: object.sha256 } as const;
    const send = async (url: string, body: Buffer, headers: Record<string, string>): Promise<number> => {
      const { 'content-length': _, ...held } = headers;
      return (await fetch(url, { method: 'PUT', headers: held, body: new Uint8Array(body) })).status;
    };
    const old = await presignS3(place, put, { now: new Date(Date.now() - 3_600_000), seconds: 60 });
    const { url, headers } = await presignS3(place, put);
    const tampered = url.replace(/X-Amz-Signature=\w{8}/, 'X-Amz-Signature=00000000');
    const other = Buffer.from(bytes).reverse();
    const all = async (): Promise<number[]> => [
      await send(tampered, bytes, headers),
      await send(old.url, bytes, old.headers),
      await send(url, other, headers),
    ];
    expect(await all()).toEqual([403, 403, 400]);
    proxy.use([{ fault: 'ignore-signature' }]);
    expect(await all()).toEqual([200, 200, 400]);
    proxy.use([{ fault: 'ignore-signature', expiryOnly: true }]);
    expect(await all()).toEqual([403, 200, 400]);
    proxy.use([{ fault: 'ignore-hash' }]);
    expect((await all()).at(-1)).toBe(200);
  });
});
