import { describe, expect, it } from '@jest/globals';
import { recoveryUntested } from './recovery-untested.js';
import { at } from './testing/rules.js';

const wanting = { privacy: { companyKey: 'split' }, since: at(3) };
const none = { privacy: { companyKey: 'none' }, since: at(1) };

describe('recoveryUntested', () => {
  it('is open from the policy on while there is no key', () => {
    expect(recoveryUntested([none, wanting], {}).gap).toMatchObject({ since: at(3) });
  });

  it('is open from the registration on until the key is proven', () => {
    expect(recoveryUntested([wanting], { registeredAt: at(5) }).gap?.since).toEqual(at(5));
    expect(recoveryUntested([wanting], { registeredAt: at(5), provenAt: at(6) })).toEqual({});
  });

  it('is nobody’s where no policy asks for a key', () => {
    expect(recoveryUntested([none], {})).toEqual({});
  });
});
