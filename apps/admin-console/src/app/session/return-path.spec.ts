import { describe, expect, it } from '@jest/globals';
import { returnPath } from './return-path';

describe('where one goes after signing in', () => {
  it.each([
    ['/phones?state=waiting', '/phones?state=waiting'],
    [undefined, '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['https://evil.example', '/'],
    ['javascript:alert(1)', '/'],
    ['/sign-in?returnTo=/sign-in', '/'],
  ])('%s leads to %s', (asked, to) => {
    expect(returnPath(asked)).toBe(to);
  });
});
