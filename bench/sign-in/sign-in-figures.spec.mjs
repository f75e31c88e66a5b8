import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdict } from '../phone/verdict.mjs';
import { SIGN_IN_FIGURES, signInFigures } from './sign-in-figures.mjs';

const round = (beginSeconds, completeSeconds) => ({ logins: 100, beginSeconds, completeSeconds });
const security = { ratio: 1.1, rounds: [{ with: 0.011, without: 0.01 }] };

describe('figures of signing in', () => {
  it('counts a login over its beginning and its end, and takes the median round', () => {
    const figures = signInFigures({ rounds: [round(1, 3), round(0.5, 1.5), round(0.1, 0.1)], security });
    assert.equal(figures['saml.loginsPerSecond'], 50);
    assert.equal(figures['saml.beginsPerSecond'], 200);
    assert.equal(figures['rls.pageMs'], 11);
  });

  it('misses what is under forty a second, or costs more than three tenths', () => {
    const figures = signInFigures({ rounds: [round(1, 2)], security: { ...security, ratio: 1.31 } });
    const of = (name) =>
      verdict(
        SIGN_IN_FIGURES.find((figure) => figure.name === name),
        figures,
      );
    assert.equal(of('saml.loginsPerSecond'), 'missed');
    assert.equal(of('rls.costRatio'), 'missed');
  });
});
