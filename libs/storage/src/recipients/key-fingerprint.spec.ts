import { expect, it } from '@jest/globals';
import { keyFingerprint } from './key-fingerprint.js';

it("is the first twenty digits of a key's SHA-256, in groups that people can compare", () => {
  expect(keyFingerprint(new Uint8Array(32))).toBe('6668 7aad f862 bd77 6c8f');
});
