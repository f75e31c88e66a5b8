import { describe, expect, it } from '@jest/globals';
import { PolicyV1 } from '@holdfast/contracts';
import { keyFingerprint } from '@holdfast/storage';
import { companyWrapOf } from './company-wrap.js';

const publicKey = new Uint8Array(32).fill(7);
const foreign = new Uint8Array(32).fill(9);
const NONE = 'none';

function effective(companyKey: 'none' | 'split' | 'single', key: Uint8Array | null, said?: string) {
  const registered =
    key === null
      ? null
      : { publicKey: Buffer.from(key).toString('base64'), fingerprint: said ?? keyFingerprint(key) };
  const policy = PolicyV1.parse({ schema: 1, name: 'Standard' });
  return {
    policy: { ...policy, privacy: { ...policy.privacy, companyKey } },
    companyKey: registered,
  };
}
const read = (companyKey: string | null) => ({ version: 1, sha256: 'a'.repeat(64), companyKey });
const own = read(keyFingerprint(publicKey));

describe('whom a company’s wrap is to', () => {
  it('is nobody where the policy says so, whatever was read and whatever is registered', () => {
    for (const accepted of [null, read(null), own])
      for (const key of [null, publicKey])
        expect(companyWrapOf(effective(NONE, key), accepted)).toEqual({ to: 'nobody' });
  });

  it('is the key that was read, and only where that is the one which is shown', () => {
    for (const kind of ['split', 'single'] as const)
      expect(companyWrapOf(effective(kind, publicKey), own)).toEqual({ to: 'key', publicKey });
  });

  it.each([
    ['nothing was read', effective('split', publicKey), null],
    ['another key is shown', effective('split', foreign), own],
    [
      'another key is shown under the name of the one that was read',
      effective('split', foreign, own.companyKey ?? ''),
      own,
    ],
    ['the key is shown no more', effective('split', null), own],
    ['it is no key', effective('split', publicKey.slice(1)), read(keyFingerprint(publicKey.slice(1)))],
  ])('stays who it is where %s', (_, shown, accepted) => {
    expect(companyWrapOf(shown, accepted)).toEqual({ to: 'as-it-is' });
  });

  it('is nobody where it was read that there is no key', () => {
    expect(companyWrapOf(effective('split', publicKey), read(null))).toEqual({ to: 'nobody' });
  });
});
