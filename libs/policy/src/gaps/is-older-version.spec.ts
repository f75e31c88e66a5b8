import { describe, expect, it } from '@jest/globals';
import { isOlderVersion } from './is-older-version.js';

describe('isOlderVersion', () => {
  it.each([
    ['1.9.0', '1.10.0', true],
    ['1.10.0', '1.9.0', false],
    ['1.2.3', '1.2.3', false],
    ['1.2.3-rc.1', '1.2.3', false],
    ['0.1.0', '1.0.0', true],
    ['', '0.0.1', true],
    ['unknown', '0.0.1', true],
    ['9999999999.0.0', '1.0.0', true],
  ])('%s before %s: %s', (a, b, older) => {
    expect(isOlderVersion(a, b)).toBe(older);
  });
});
