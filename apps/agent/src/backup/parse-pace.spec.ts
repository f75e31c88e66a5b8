import { describe, expect, it } from '@jest/globals';
import { parsePace } from './parse-pace.js';

describe('--pace', () => {
  it('is full unless quiet is asked for', () => {
    expect([parsePace(undefined), parsePace('full'), parsePace('quiet')]).toEqual(['full', 'full', 'quiet']);
  });

  it.each(['', 'Quiet', 'slow'])('refuses %j', (text) => expect(() => parsePace(text)).toThrow('not a pace'));
});
