import { describe, expect, it } from '@jest/globals';
import type { CompanyKeyState } from '@holdfast/contracts';
import { keyStanding } from './key-standing';

const current: CompanyKeyState['current'] = {
  fingerprint: '0000 0000 0000 0000 0000',
  publicKey: '',
  registeredOn: '2026-11-20',
  registeredBy: null,
};

describe('what key and policy mean together', () => {
  it.each([
    ['none', null, 'Not wanted', 'neutral'],
    ['none', current, 'Registered and not wanted', 'waiting'],
    ['split', null, 'Wanted and not there', 'risk'],
    ['single', null, 'Wanted and not there', 'risk'],
    ['split', current, 'Split among three holders', 'good'],
    ['single', current, 'In one hand', 'waiting'],
  ] as const)('with %s', (companyKey, key, word, meaning) => {
    expect(keyStanding({ companyKey, current: key })).toMatchObject({ word, meaning });
  });

  it.each(['none', 'split', 'single'] as const)(
    'without a key nobody but employees opens anything (%s)',
    (companyKey) => {
      expect(keyStanding({ companyKey, current: null }).sentence).toContain(
        'nobody but employees can open anything',
      );
      expect(keyStanding({ companyKey, current }).sentence).not.toContain('nobody but employees');
    },
  );
});
