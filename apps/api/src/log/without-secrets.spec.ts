import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withoutSecrets } from './without-secrets.js';

describe('a line of the log', () => {
  it('loses what bears the name of a secret, at any depth and in lists', () => {
    const line = {
      msg: 'x',
      a: [{ b: { c: { token: 't0ken', d: 1 } } }],
      password: { of: 'p4ss' },
      cookie: null,
    };
    expect(withoutSecrets(`${JSON.stringify(line)}\n`)).toBe(
      '{"msg":"x","a":[{"b":{"c":{"token":"[secret]","d":1}}}],"password":"[secret]","cookie":"[secret]"}\n',
    );
  });

  it('is left as it is without one, also where a text looks like one', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (value, text) => {
        const line = `${JSON.stringify({ level: 30, value, text: `${text} "token": ` })}\n`;
        expect(JSON.parse(withoutSecrets(line))).toEqual(JSON.parse(line));
      }),
    );
  });
});
