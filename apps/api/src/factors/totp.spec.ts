import { describe, expect, it } from '@jest/globals';
import { newTotpSecret, totpStep, totpUri } from './totp.js';

/** RFC 6238, appendix B: the ASCII secret "12345678901234567890", SHA-1; the last six of its eight digits. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const VECTORS = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

describe('codes of an authenticator app', () => {
  it.each(VECTORS)('are those of RFC 6238 at %d s', async (seconds, code) => {
    expect(await totpStep(RFC_SECRET, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
  });

  it.each([
    [-60, undefined],
    [-30, 41_152_263],
    [0, 41_152_263],
    [30, 41_152_263],
    [60, undefined],
  ])('are accepted one step to either side, %d s off', async (off, step) => {
    expect(await totpStep(RFC_SECRET, '005924', (1_234_567_890 + off) * 1000)).toBe(step);
  });

  it('have secrets of 160 bits, and an address that apps read', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    const uri = new URL(totpUri(secret, 'mira@example.com'));
    expect(uri.href).toMatch(/^otpauth:\/\/totp\/Holdfast:mira(@|%40)example\.com\?/);
    expect([uri.searchParams.get('secret'), uri.searchParams.get('issuer')]).toEqual([secret, 'Holdfast']);
  });
});
