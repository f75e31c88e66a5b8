import { X509Certificate } from 'node:crypto';
import { createPrivateKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newIdpKey } from './idp-key.js';

describe('newIdpKey', () => {
  it('makes an RSA key and a certificate of that key', async () => {
    const { privateKey, certificate } = await newIdpKey();
    const read = new X509Certificate(certificate);
    expect(read.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048);
    expect(read.checkPrivateKey(createPrivateKey(privateKey))).toBe(true);
  });
});
