import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { derSignature, parseProof } from './dpop-proof.js';

describe('proofs of possession', () => {
  it('are verified whatever their signature begins with', () => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const;
    // Among so many there are some with leading zeros and some with a first bit that is set, in both halves.
    for (let times = 0; times < 600; times += 1) {
      const data = Buffer.from(String(times));
      const signature = sign('sha256', data, key);
      expect(verify('sha256', data, publicKey, derSignature(signature))).toBe(true);
      signature[times % 64] = (signature[times % 64] ?? 0) ^ 1;
      expect(verify('sha256', data, publicKey, derSignature(signature))).toBe(false);
    }
  });

  it('of whatever bytes are written as ASN.1 says, or are no signature', () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 64, maxLength: 64 }), (bytes) => {
        const der = derSignature(Buffer.from(bytes));
        expect([der[0], der[1]]).toEqual([0x30, der.length - 2]);
        expect(verify('sha256', Buffer.alloc(1), publicKey, der)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('are parsed without an exception, whatever comes', () => {
    const part = fc.oneof(
      fc.string(),
      fc.json().map((text) => Buffer.from(text).toString('base64url')),
    );
    fc.assert(
      fc.property(part, part, fc.string({ minLength: 86, maxLength: 86 }), (head, payload, signature) => {
        expect(parseProof(`${head}.${payload}.${signature}`)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });
});
