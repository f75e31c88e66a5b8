import { describe, expect, it } from '@jest/globals';
import { overviewAnswer } from '../testing/answers';
import { CLOSED_DAYS, closedDays, incident } from '../testing/coverage-answers';
import { ID, showPage } from '../testing/show-page';
import { headlineParts } from './headline-parts';
import { OverviewPage } from './overview.page';
import { tableDays, trendOf } from './trend-line';

const at = 'GET /api/v1/overview';
const DAYS = 'GET /api/v1/coverage/days';

describe('the overview', () => {
  it('says the sentence, and its parts add up to everybody in scope', async () => {
    const page = await showPage(OverviewPage, '', { ...CLOSED_DAYS, [at]: overviewAnswer });
    expect(page.text).toContain(
      '388 of 440 people are protected as the policy asks. 31 are not. 21 have declared no phone',
    );
    const sum = headlineParts(overviewAnswer.headline).reduce((total, { count }) => total + count, 0);
    expect(sum).toBe(overviewAnswer.headline.inScope);
    expect(page.all('.parts i')).toHaveLength(6);
  });

  it('links each cause to the list behind it, biggest first, and leaves closed causes out', async () => {
    const page = await showPage(OverviewPage, '', { ...CLOSED_DAYS, [at]: overviewAnswer });
    expect(page.all<HTMLAnchorElement>('.bars a').map((bar) => bar.getAttribute('href'))).toEqual([
      '/gaps?code=never-backed-up',
      '/gaps?code=overdue',
    ]);
    const bars = page.all('.bars a').map((bar) => bar.textContent?.replaceAll(/\s+/g, ' ').trim());
    expect(bars).toEqual(['Never backed up 14 −2 since yesterday', 'Overdue 7 +1 since yesterday']);
    expect(page.text).toContain('Protected since yesterday: +3');
  });

  it('makes every part the way to the list behind it', () => {
    const segments = {
      unknown: 1,
      waiting: 2,
      inGrace: 3,
      exempt: 4,
      declined: 5,
      atRisk: 6,
      neverBackedUp: 7,
    };
    const parts = headlineParts({ inScope: 60, protected: 30, notProtected: 28, noPhone: 2, segments });
    expect(parts.reduce((total, { count }) => total + count, 0)).toBe(60);
    expect(parts.map(({ link }) => [link.path, ...Object.values(link.query ?? {})].join(' '))).toEqual([
      '/phones protected',
      '/phones waiting',
      '/phones at-risk',
      '/phones never-backed-up',
      '/gaps no-workstation,no-phone,phone-not-enrolled',
      '/phones in-grace',
      '/gaps only',
      '/people',
      '/people',
    ]);
  });

  it('shows open incidents first, with the next step, since when, whose, and their gaps', async () => {
    const incidents = [incident, { ...incident, id: 'second', severity: 'risk', owner: null, gaps: 0 }];
    const page = await showPage(OverviewPage, '', { ...CLOSED_DAYS, [at]: { ...overviewAnswer, incidents } });
    const [card, headline] = [page.all('hf-incidents')[0], page.all('hf-headline')[0]];
    expect(card?.compareDocumentPosition(headline as Node)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    for (const text of [incident.title, incident.sentence, incident.nextStep, 'Mira Haddad', 'nobody’s yet'])
      expect(card?.textContent).toContain(text);
    expect(page.all('hf-incidents a').map((link) => link.getAttribute('href'))).toEqual([
      ...['/incidents?open=yes', '/storage', `/gaps?incident=${ID}`],
      ...['/incidents?open=yes', '/storage'],
    ]);
  });

  it('shows the checklist only while a step is open', async () => {
    const done = await showPage(OverviewPage, '', { ...CLOSED_DAYS, [at]: overviewAnswer });
    expect(done.text).not.toContain('First steps');
  });

  it('shows the checklist of an empty company', async () => {
    const firstSteps = [
      { code: 'owner', done: true },
      { code: 'phone', done: false },
      { code: 'backup', done: false },
    ];
    const page = await showPage(OverviewPage, '', {
      ...CLOSED_DAYS,
      [at]: { ...overviewAnswer, firstSteps },
    });
    expect(page.text).toContain('1 of 3 done');
    expect(page.text).toContain('The first phone is backed up');
  });

  it('says what failed, what holds and the request id', async () => {
    const page = await showPage(OverviewPage, '', {
      ...CLOSED_DAYS,
      [at]: { problem: 'database-unreachable', status: 503 },
    });
    expect(page.text).toContain('The overview could not be read.');
    expect(page.text).toContain('Backups already made are safe');
    expect(page.text).toContain('req-1');
    page.replies[at] = overviewAnswer;
    page.button('Try again').click();
    await page.settle();
    expect(page.text).toContain('388 of 440');
  });
});

describe('the trend of twelve months', () => {
  it('draws from nothing to everybody, parts the line where days are missing, and marks policies', () => {
    const trend = trendOf(closedDays, 'en');
    expect(trend?.grid.map(({ text }) => text)).toEqual(['0%', '25%', '50%', '75%', '100%']);
    // 220 of 440 in the middle, and eight days that nobody closed are not drawn over.
    expect(trend?.first).toMatchObject({ share: 0.5, x: 40, y: 96 });
    expect(trend?.path).toBe('M40 96L94 60L148 52.8M580 45.6');
    expect(trend?.policies).toEqual([{ on: '2026-01-31', x: 94, text: 'Default v2', label: 'Default v2' }]);
    expect(trend?.months).toEqual([{ x: 148, text: 'Feb' }]);
    expect(trend?.corrected).toMatchObject([{ day: '2026-01-31', people: 22, share: 0.7, x: 94, y: 67.2 }]);
  });

  it('draws nothing of less than two days, nor of a company without people', () => {
    const [day] = closedDays.days;
    expect(trendOf({ days: day ? [day] : [], policies: [] })).toBeUndefined();
    const nobody = closedDays.days.map((one) => ({ ...one, headline: { ...one.headline, inScope: 0 } }));
    expect(trendOf({ days: nobody, policies: [] })).toBeUndefined();
  });

  it('lists the last day of each month, and each that was corrected', () => {
    expect(tableDays(closedDays.days).map(({ day }) => day)).toEqual(['2026-02-09', '2026-01-31']);
  });

  it('names the newest policy, and each before it that has room', () => {
    const on = ['2026-01-30', '2026-02-01', '2026-02-08', '2026-02-09'];
    const policies = on.map((day, version) => ({ on: day, name: 'Default', version }));
    const labels = trendOf({ ...closedDays, policies })?.policies.map(({ label }) => label);
    expect(labels).toEqual([undefined, 'Default v1', undefined, 'Default v3']);
    const long = [{ on: '2026-02-01', name: 'A policy with a very long name indeed', version: 1 }];
    expect(trendOf({ ...closedDays, policies: long })?.policies[0]?.label).toBe(
      'A policy with a very long n…',
    );
  });

  it('names every third month of a long time, so that names do not touch', () => {
    const days = Array.from({ length: 366 }, (_, index) => ({
      ...closedDays.days[0]!,
      day: new Date(Date.UTC(2025, 0, 15 + index)).toISOString().slice(0, 10),
    }));
    const months = trendOf({ days, policies: [] }, 'en')?.months.map(({ text }) => text);
    expect(months).toEqual(['Feb', 'May', 'Aug', 'Nov']);
  });

  it('says what it shows, tells of corrections, and is a table on demand', async () => {
    const page = await showPage(OverviewPage, '', { ...CLOSED_DAYS, [at]: overviewAnswer });
    const chart = page.all<SVGElement>('hf-trend svg')[0];
    expect(chart?.getAttribute('aria-label')).toBe(
      'People protected, from 50% on Jan 30, 2026 to 85% on Feb 9, 2026',
    );
    expect(chart?.textContent).toContain('85%');
    expect(page.all<SVGElement>('hf-trend circle.corrected')).toHaveLength(1);
    expect(page.text).toContain('Jan 31, 2026: 22 people counted as protected and were not');
    page.button('Show as a table').click();
    await page.settle();
    expect(page.all('hf-trend svg')).toEqual([]);
    const rows = page.all<HTMLTableRowElement>('hf-trend tbody tr');
    expect(rows.map(({ cells }) => [...cells].map((cell) => cell.textContent?.trim()))).toEqual([
      ['Feb 9, 2026', '85%', '374', '440', ''],
      ['Jan 31, 2026', '75%', '330', '440', '−22'],
    ]);
    expect(page.text).toContain('Jan 31, 2026: Default v2');
    page.button('Show as a line').click();
    await page.settle();
    expect(page.all<SVGElement>('hf-trend svg')).toHaveLength(1);
  });

  it('asks for twelve months once, and says that there are not enough days', async () => {
    const page = await showPage(OverviewPage, '', {
      [DAYS]: { days: [], policies: [] },
      [at]: overviewAnswer,
    });
    const from = page.requests.find(({ request }) => request.url === '/api/v1/coverage/days')?.request.params;
    expect(Date.now() - Date.parse(from?.get('from') ?? '')).toBeGreaterThan(364 * 86_400_000);
    expect(page.text).toContain('Not enough days yet.');
  });

  it('fails by itself, and the rest of the page stands', async () => {
    const failed = { problem: 'internal', status: 500 };
    const page = await showPage(OverviewPage, '', { [DAYS]: failed, [at]: overviewAnswer });
    expect(page.text).toContain('The closed days could not be read.');
    expect(page.text).toContain('388 of 440');
  });
});
