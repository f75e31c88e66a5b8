import { describe, expect, it } from '@jest/globals';
import { employee, gap, overviewAnswer, page as pageOf } from '../testing/answers';
import { ID, showPage } from '../testing/show-page';
import { GapsPage } from './gaps.page';

const open = { ...gap, id: ID, employee, phone: { id: ID, label: 'Work phone' } };
const replies = {
  'GET /api/v1/gaps': pageOf([open, { ...open, id: 'no-phone-of-theirs', phone: null }]),
  'GET /api/v1/overview': overviewAnswer,
  [`POST /api/v1/people/${ID}/reminders`]: { sent: true, reason: null },
};

describe('the list of gaps', () => {
  it('says what, whose, the next step, and leads to the phone or to the person', async () => {
    const page = await showPage(GapsPage, '', replies);
    expect(page.text).toContain(gap.sentence);
    expect(page.text).toContain(gap.nextStep);
    expect(page.all('a.row').map((row) => row.getAttribute('href'))).toEqual([
      `/phones/${ID}`,
      `/people/${ID}`,
    ]);
  });

  it('filters by the cause in the URL and keeps it among the chips when nothing of it is left', async () => {
    const page = await showPage(GapsPage, '?code=damaged', replies);
    expect(page.requests[0]?.request.params.get('code')).toBe('damaged');
    expect(page.all('.chip[aria-current]')[0]?.textContent).toContain('Damaged');
  });

  it('reminds everybody whom the filter finds, once that is confirmed, and says how many', async () => {
    const page = await showPage(GapsPage, '?code=overdue&q=sales', {
      ...replies,
      'POST /api/v1/reminders': { queued: 14, muted: 1, alreadyToday: 3, nothingOpen: 0 },
    });
    page.button('Remind everybody found…').click();
    await page.settle();
    expect(page.text).toContain('outside of their quiet hours');
    expect(page.requests.some(({ request }) => request.url === '/api/v1/reminders')).toBe(false);
    page.button('Remind them').click();
    await page.settle();
    const posted = page.requests.find(({ request }) => request.url === '/api/v1/reminders');
    expect(posted?.request.body).toEqual({ filter: { code: 'overdue', q: 'sales' } });
    expect(page.text).toContain('14 people will be reminded');
    expect(page.text).toContain('3 were today already');
    expect(page.text).toContain('1 asked for no reminders today');
  });

  it('reminds one person', async () => {
    const page = await showPage(GapsPage, '', replies);
    page
      .all('button')
      .find((one) => one.getAttribute('aria-label') === 'Remind Lea Brandt')
      ?.click();
    await page.settle();
    expect(page.requests.some(({ request }) => request.url.endsWith('/reminders'))).toBe(true);
    expect(document.body.textContent).toContain('Lea Brandt was reminded.');
  });
});
