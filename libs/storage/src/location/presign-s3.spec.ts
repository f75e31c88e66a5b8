import { describe, expect, it } from '@jest/globals';
import { HOSTILE_NAMES } from '../testing/objects.js';
import { presignS3 } from './presign-s3.js';
import { describeS3, type S3Place } from './s3-place.js';

const hash = 'a'.repeat(64);
const place: S3Place = {
  endpoint: 'https://s3.example.com:8443',
  region: 'eu-central-1',
  bucket: 'backups',
  prefix: 'company/one',
  credentials: { accessKeyId: 'AKID', secretAccessKey: 'the-secret', sessionToken: 'token/+=' },
};
const now = new Date('2026-11-22T20:00:00.000Z');
const put = { method: 'PUT', name: `data/${hash}`, size: 1234, sha256: hash } as const;

describe('a signed S3 request', () => {
  it('holds length and digest as signed headers, and is good for at most 15 minutes', async () => {
    const signed = await presignS3(place, put, { now, seconds: 86_400 });
    const query = new URL(signed.url).searchParams;
    expect(signed.headers).toEqual({
      'content-length': '1234',
      'x-amz-content-sha256': hash,
      'x-amz-checksum-sha256': Buffer.from(hash, 'hex').toString('base64'),
    });
    expect(query.get('X-Amz-SignedHeaders')).toBe(
      'content-length;host;x-amz-checksum-sha256;x-amz-content-sha256',
    );
    expect(query.get('X-Amz-Expires')).toBe('900');
    expect(signed.expiresAt).toBe('2026-11-22T20:15:00.000Z');
    expect(query.get('X-Amz-Security-Token')).toBe('token/+=');
    expect(signed.url).not.toContain('the-secret');
  });

  it('reads with no header but the host', async () => {
    const signed = await presignS3(place, { method: 'GET', name: 'config' }, { now, seconds: 60 });
    expect(signed.headers).toEqual({});
    expect(new URL(signed.url).searchParams.get('X-Amz-SignedHeaders')).toBe('host');
  });

  it.each([
    [{}, 'https://s3.example.com:8443/backups/company/one/config'],
    [{ forcePathStyle: false }, 'https://backups.s3.example.com:8443/company/one/config'],
    [{ prefix: '' }, 'https://s3.example.com:8443/backups/config'],
    [{ prefix: "a b(!'*)+ü" }, 'https://s3.example.com:8443/backups/a%20b%28%21%27%2A%29%2B%C3%BC/config'],
  ])('of %j goes to %s', async (changes, expected) => {
    const { url } = await presignS3({ ...place, ...changes }, { method: 'GET', name: 'config' });
    expect(url.slice(0, url.indexOf('?'))).toBe(expected);
  });

  it.each(HOSTILE_NAMES)('is never made for the name %j', async (name) => {
    await expect(presignS3(place, { ...put, name })).rejects.toMatchObject({ code: 'location-refused' });
  });

  it.each([{ prefix: '..' }, { prefix: 'a//b' }, { bucket: '../other' }, { bucket: '..' }])(
    'is never made for the place %j',
    async (changes) => {
      await expect(presignS3({ ...place, ...changes }, put)).rejects.toMatchObject({
        code: 'location-refused',
      });
    },
  );

  it('never names a credential, not even one in the endpoint', () => {
    expect(describeS3({ ...place, endpoint: 'https://user:pass@s3.example.com' })).not.toMatch(
      /pass|secret|AKID/,
    );
  });
});
