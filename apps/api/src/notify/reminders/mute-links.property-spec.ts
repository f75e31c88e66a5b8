import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Configuration, SecretKey } from '../../configuration/index.js';
import { MuteLinks } from './mute-links.js';

const configuration = { values: { publicOrigin: 'https://holdfast.example.com' } } as Configuration;
const links = (hex: string) => new MuteLinks(new SecretKey(hex.repeat(64)), configuration);
const tokenIn = (url: string) => url.split('/').at(-1) ?? '';
const NOW = new Date('2026-03-02T10:00:00Z');
const DAY_MS = 86_400_000;

describe('mute links', () => {
  it('name one person of one company, for thirty days, under one key', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (companyId, employeeId) => {
        const token = tokenIn(links('a').urlFor(companyId, employeeId, NOW));
        expect(links('a').open(token, NOW)).toEqual({ companyId, employeeId });
        expect(links('b').open(token, NOW)).toBeUndefined();
        expect(links('a').open(token, new Date(NOW.getTime() + 29 * DAY_MS))).toBeDefined();
        expect(links('a').open(token, new Date(NOW.getTime() + 30 * DAY_MS))).toBeUndefined();
      }),
      { numRuns: 50 },
    );
  });

  it('are refused when a bit of them is another one, and whatever else is sent', () => {
    const token = tokenIn(links('a').urlFor('0'.repeat(8) + '-0000-4000-8000-000000000001', ID, NOW));
    const bytes = Buffer.from(token, 'base64url');
    fc.assert(
      fc.property(fc.nat(bytes.length * 8 - 1), (bit) => {
        const changed = Buffer.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(links('a').open(changed.toString('base64url'), NOW)).toBeUndefined();
      }),
      { numRuns: 200 },
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const sent of [text, `${token}=`, `${token}${text}!`])
          expect(links('a').open(sent, NOW)).toBeUndefined();
      }),
    );
  });
});

const ID = '00000000-0000-4000-8000-000000000002';
