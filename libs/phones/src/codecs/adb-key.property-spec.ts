import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { adbGeneratePublicKey, rsaSign } from '@yume-chan/adb';
import fc from 'fast-check';
import { decodeAdbPublicKey, encodeAdbPublicKey } from './adb-public-key.js';
import { adbSignatureFits, signAdbToken, TOKEN_BYTES } from './adb-signature.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });

describe('adb keys', () => {
  it('are written as an independent implementation writes them', () => {
    const ours = encodeAdbPublicKey(publicKey, 'ana@laptop').toString();
    expect(ours.endsWith(' ana@laptop\0')).toBe(true);
    expect(Buffer.from(ours.split(' ')[0] ?? '', 'base64')).toEqual(Buffer.from(adbGeneratePublicKey(pkcs8)));
  });

  it('come back as they went, with the name', () => {
    const { key, name } = decodeAdbPublicKey(encodeAdbPublicKey(publicKey, 'ana@laptop'));
    expect(key.equals(publicKey)).toBe(true);
    expect(name).toBe('ana@laptop');
  });

  it('of another size are refused', () => {
    const small = generateKeyPairSync('rsa', { modulusLength: 1024 });
    expect(() => encodeAdbPublicKey(small.publicKey, 'x')).toThrow(RangeError);
  });

  it('are refused when they are anything else', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 800 }), (bytes) =>
        expect(() => decodeAdbPublicKey(bytes)).toThrow(RangeError),
      ),
    );
  });

  it('sign tokens as an independent implementation does, and only their own signature fits', () => {
    const token = fc.uint8Array({ minLength: TOKEN_BYTES, maxLength: TOKEN_BYTES });
    fc.assert(
      fc.property(token, (bytes) => {
        const signature = signAdbToken(privateKey, bytes);
        expect(signature).toEqual(Buffer.from(rsaSign(pkcs8, bytes)));
        expect(adbSignatureFits(publicKey, bytes, signature)).toBe(true);
        expect(adbSignatureFits(other.publicKey, bytes, signature)).toBe(false);
      }),
      { numRuns: 8 },
    );
  });

  it('never fit a signature that is garbage', () => {
    const token = Buffer.alloc(TOKEN_BYTES, 1);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) =>
        expect(adbSignatureFits(publicKey, token, bytes)).toBe(false),
      ),
    );
  });
});
