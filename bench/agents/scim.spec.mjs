import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdict } from '../phone/verdict.mjs';
import { SCIM_FIGURES, scimFigures } from './scim.mjs';
import { scimCalls } from './scim-calls.mjs';

const twenty = (slow) => Array.from({ length: 20 }, (_one, index) => (index < 19 ? 10 : slow));

describe('figures of the directory', () => {
  it('counts every kind of call alike, and names the slowest', () => {
    const figures = scimFigures(
      new Map([
        ['fast', twenty(10)],
        ['slow', twenty(10).map((one) => one * 30)],
      ]),
    );
    assert.equal(figures['scim.listP95Ms'], 300);
    assert.equal(figures['scim.slowestKind'], 'slow');
    const [goal] = SCIM_FIGURES;
    const people = 100_000;
    assert.equal(verdict(goal, { people, ...figures }), 'missed');
    assert.equal(verdict(goal, { people, ...scimFigures(new Map([['fast', twenty(900)]])) }), 'met');
    assert.equal(verdict(goal, { people: 1000, ...figures }), 'unknown');
  });

  it('asks for pages down to the last', () => {
    const calls = scimCalls(1000);
    assert.match(calls.lastPage(0), /startIndex=901&/);
    assert.match(calls.anyPage(0.9999), /startIndex=901&/);
    assert.match(calls.anyPage(0), /startIndex=1&/);
  });
});
