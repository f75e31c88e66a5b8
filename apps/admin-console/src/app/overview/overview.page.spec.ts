import { describe, expect, it } from '@jest/globals';
import { overviewAnswer } from '../testing/answers';
import { showPage } from '../testing/show-page';
import { headlineParts } from './headline-parts';
import { OverviewPage } from './overview.page';

const at = 'GET /api/v1/overview';

describe('the overview', () => {
  it('says the sentence, and its parts add up to everybody in scope', async () => {
    const page = await showPage(OverviewPage, '', { [at]: overviewAnswer });
    expect(page.text).toContain(
      '388 of 440 people are protected as the policy asks. 31 are not. 21 have declared no phone',
    );
    const sum = headlineParts(overviewAnswer.headline).reduce((total, { count }) => total + count, 0);
    expect(sum).toBe(overviewAnswer.headline.inScope);
    expect(page.all('.parts i')).toHaveLength(6);
  });

  it('links each cause to the list behind it, biggest first, and leaves closed causes out', async () => {
    const page = await showPage(OverviewPage, '', { [at]: overviewAnswer });
    expect(page.all<HTMLAnchorElement>('.bars a').map((bar) => bar.getAttribute('href'))).toEqual([
      '/gaps?code=never-backed-up',
      '/gaps?code=overdue',
    ]);
  });

  it('shows the checklist only while a step is open', async () => {
    const done = await showPage(OverviewPage, '', { [at]: overviewAnswer });
    expect(done.text).not.toContain('First steps');
  });

  it('shows the checklist of an empty company', async () => {
    const firstSteps = [
      { code: 'owner', done: true },
      { code: 'phone', done: false },
      { code: 'backup', done: false },
    ];
    const page = await showPage(OverviewPage, '', { [at]: { ...overviewAnswer, firstSteps } });
    expect(page.text).toContain('1 of 3 done');
    expect(page.text).toContain('The first phone is backed up');
  });

  it('says what failed, what holds and the request id', async () => {
    const page = await showPage(OverviewPage, '', { [at]: { problem: 'database-unreachable', status: 503 } });
    expect(page.text).toContain('The overview could not be read.');
    expect(page.text).toContain('Backups already made are safe');
    expect(page.text).toContain('req-1');
    page.replies[at] = overviewAnswer;
    page.button('Try again').click();
    await page.settle();
    expect(page.text).toContain('388 of 440');
  });
});
