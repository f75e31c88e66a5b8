import { describe, expect, it } from '@jest/globals';
import type { Request } from 'express';
import { bearerOf } from './token-callers.js';

const of = (authorization?: string) => bearerOf({ headers: { authorization } } as unknown as Request);

describe('what stands behind Bearer', () => {
  it('is the token, whatever the case of the word', () => {
    expect(of('Bearer hfc_a')).toBe('hfc_a');
    expect(of('bearer   hfc_a')).toBe('hfc_a');
  });

  it('is nothing where another scheme, or none, is given', () => {
    for (const header of [undefined, '', 'Basic YTpi', 'DPoP x', 'Bearerx y'])
      expect(of(header)).toBeUndefined();
  });

  it('is an empty one, which nobody has, where it is odd: a cookie does not take its place', () => {
    for (const header of ['Bearer', 'Bearer ', 'Bearer a b', `Bearer ${'a'.repeat(201)}`, 'Bearer ä'])
      expect(of(header)).toBe('');
  });
});
