import { describe, expect, it } from '@jest/globals';
import { returnPath } from './return-path.js';

describe('returnPath', () => {
  it.each([
    ['/phones?state=waiting#x', '/phones?state=waiting#x'],
    ['/', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/a/..//evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/a\nLocation: x', '/'],
    ['/auth/complete?code=x', '/'],
    ['/api/v1/me', '/'],
    ['/saml', '/'],
    [`/${'x'.repeat(600)}`, '/'],
    [undefined, '/'],
    [['/a', '/b'], '/'],
  ])('%j leads to %j', (asked, path) => {
    expect(returnPath(asked)).toBe(path);
  });
});
