import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verdict } from '../phone/verdict.mjs';
import { GAP_LIST_FIGURES, gapListFigures } from './gap-list.mjs';
import { gapQuestions } from './gap-questions.mjs';
import { HERD_FIGURES, herdFigures } from './herd.mjs';
import { OVERVIEW_FIGURES, overviewFigures } from './overview.mjs';
import { TRANSITION_FIGURES, transitionFigures } from './transitions.mjs';
import { WHAT_IF_FIGURES } from './what-if.mjs';

const verdicts = (figures, measured) =>
  Object.fromEntries(
    figures.map((figure) => [figure.name, verdict(figure, measured)]).filter(([, said]) => said !== ''),
  );

describe('figures of coverage', () => {
  it('compares the overview round by round, and takes the median of the ratios', () => {
    const figures = overviewFigures([
      { big: 30, small: 10 },
      { big: 20, small: 20 },
      { big: 301, small: 200 },
    ]);
    assert.equal(figures['overview.p95Ms'], 30);
    assert.equal(figures['overview.growthRatio'], 1.505);
    assert.deepEqual(figures['overview.rounds'].p95Ms, { min: 20, median: 30, max: 301 });
    assert.deepEqual(verdicts(OVERVIEW_FIGURES, figures), {
      'overview.p95Ms': 'met',
      'overview.growthRatio': 'met',
    });
  });

  it('tells the 95th percentile of all pages, and which page is the slowest', () => {
    const pages = (slowest) =>
      new Map(
        Object.entries({
          ...Object.fromEntries(Array.from({ length: 19 }, (_one, at) => [`page ${at}`, 10])),
          worst: slowest,
        }),
      );
    const figures = gapListFigures([pages(9000), pages(900), pages(950)]);
    assert.equal(figures['gapList.p95Ms'], 10);
    assert.equal(figures['gapList.worst'], 'worst');
    assert.equal(figures['gapList.worstMs'], 925);
    assert.deepEqual(verdicts(GAP_LIST_FIGURES, figures), { 'gapList.p95Ms': 'met' });
  });

  it('misses transitions that are too slow, or let a check-in fail', () => {
    const round = { perSecond: 1400, ms: [10, 20], errors: ['0 reset'], overview: [5] };
    assert.deepEqual(verdicts(TRANSITION_FIGURES, transitionFigures(60_000, [round])), {
      ...{
        'transitions.perSecond': 'missed',
        'transitions.checkInErrors': 'missed',
      },
    });
  });

  it('forgives a herd what is told with a time to come again, and nothing else', () => {
    const round = { ms: [10], retried: 7, errors: [], agents: 10, seconds: 30 };
    assert.deepEqual(verdicts(HERD_FIGURES, herdFigures([round])), { 'herd.errors': 'met' });
    assert.deepEqual(verdicts(HERD_FIGURES, herdFigures([round, { ...round, errors: ['500'] }])), {
      'herd.errors': 'missed',
    });
  });

  it('knows nothing of a question that the server does not answer yet', () => {
    assert.deepEqual(verdicts(WHAT_IF_FIGURES, { 'whatIf.seconds': null }), { 'whatIf.seconds': 'unknown' });
  });
});

describe('questions to the list of gaps', () => {
  const there = {
    department: 'Sales North',
    policy: 'p'.repeat(36),
    owner: 'o'.repeat(36),
    incident: 'i'.repeat(36),
    person: 'ada silva',
  };
  const questions = gapQuestions(there);

  it('has every filter alone and with every other, in three sorts and two orders', () => {
    const filters = questions.map(({ path }) =>
      [...new URL(path, 'http://localhost').searchParams.keys()]
        .filter((name) => !['sort', 'order', 'limit'].includes(name))
        .join('+'),
    );
    const names = [
      'code',
      'severity',
      'department',
      'platform',
      'policy',
      'days',
      'owner',
      'whose',
      'incident',
      'exempt',
      'q',
    ];
    const pairs = names.flatMap((one, at) => names.slice(at + 1).map((other) => `${one}+${other}`));
    assert.deepEqual(new Set(filters), new Set(['', ...names, ...pairs]));
    for (const sort of ['age', 'severity', 'name'])
      for (const order of ['asc', 'desc'])
        assert.ok(questions.some(({ name }) => name === `${sort} ${order}`));
  });

  it('names each differently', () => {
    assert.equal(new Set(questions.map(({ name }) => name)).size, questions.length);
  });
});
