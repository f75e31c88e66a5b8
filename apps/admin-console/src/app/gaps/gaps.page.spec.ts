import { describe, expect, it } from '@jest/globals';
import { openGap, overviewAnswer, page as pageOf } from '../testing/answers';
import { HELPDESK } from '../testing/helpdesk';
import { ID, OWNER, type ShownPage, showPage } from '../testing/show-page';
import { gapFilter, gapOrder, queryText, toggled } from './gap-query';
import { GapsPage } from './gaps.page';

const OTHER = '00000000-0000-4000-8000-000000000002';
const THIRD = '00000000-0000-4000-8000-000000000003';
const second = { ...openGap, id: OTHER, phone: null };
const LIST = 'GET /api/v1/gaps';
const OWN = 'POST /api/v1/gaps/owner';
const REMIND = 'POST /api/v1/reminders';
const EXEMPT = 'POST /api/v1/exemptions';
const desk = { id: THIRD, name: 'Hana Desk', role: 'helpdesk' };
const answer = (total = 2, more = false) => ({ ...pageOf([openGap, second], null, total), more });
const replies = {
  [LIST]: answer(),
  'GET /api/v1/overview': overviewAnswer,
  'GET /api/v1/policies': pageOf([{ id: ID, name: 'Default' }]),
  'GET /api/v1/people': pageOf([{ ...OWNER.employee }, desk]),
  [`POST /api/v1/people/${ID}/reminders`]: { sent: true, reason: null },
  [OWN]: { gaps: 2 },
  [EXEMPT]: { exemptions: 1, approved: false },
  [REMIND]: { queued: 14, muted: 1, alreadyToday: 3, nothingOpen: 2 },
};
const choose = async (page: ShownPage, ...rows: number[]) => {
  for (const row of rows) page.all<HTMLInputElement>('tbody input[type=checkbox]')[row]?.click();
  await page.settle();
};
const asked = (page: ShownPage) =>
  Object.fromEntries(
    new URLSearchParams(
      page.requests.findLast(({ request }) => `GET ${request.url}` === LIST)?.request.params.toString(),
    ),
  );
const said = () => document.body.textContent ?? '';

describe('the list of gaps', () => {
  it('says what, whose, the next step, since when, and leads to the phone or to the person', async () => {
    const page = await showPage(GapsPage, '', {
      ...replies,
      [LIST]: {
        ...pageOf([
          { ...openGap, owner: desk, exemptUntil: '2026-12-01' },
          { ...second, incidentId: THIRD, whose: 'admin' },
        ]),
        more: false,
      },
    });
    for (const text of [openGap.sentence, openGap.nextStep, 'Hana Desk', "IT's step", "The employee's step"])
      expect(page.text).toContain(text);
    expect(page.text).toContain('Left out of the score until Dec 1, 2026');
    expect(page.all('a.row').map((row) => row.getAttribute('href'))).toEqual([
      `/phones/${ID}`,
      `/people/${ID}`,
    ]);
    const links = page.all('tbody a').map((link) => link.getAttribute('href'));
    expect(links).toContain('/incidents?open=yes');
    expect(links).toContain(`/page?owner=${THIRD}`);
  });

  it('asks by the whole address, and for a file of exactly the same', async () => {
    const query = `code=overdue,partial&severity=risk&department=Sales&platform=ios&policy=${ID}&days=14&owner=nobody&whose=employee&incident=${ID}&exempt=with&q=lea&sort=severity&order=desc`;
    const page = await showPage(GapsPage, `?${query}&cursor=c1`, replies);
    const wanted = Object.fromEntries(new URLSearchParams(query));
    expect(asked(page)).toEqual({ ...wanted, cursor: 'c1' });
    const href = page.all<HTMLAnchorElement>('a[download]')[0]?.getAttribute('href') ?? '';
    expect(href.split('?')[0]).toBe('/api/v1/gaps.csv');
    expect(Object.fromEntries(new URLSearchParams(href.split('?')[1]))).toEqual(wanted);
  });

  it('chooses causes by chips, several at once, and keeps those of which nothing is left', async () => {
    const page = await showPage(GapsPage, '?code=damaged', replies);
    expect(page.all('.chip[aria-current]').map((chip) => chip.textContent?.trim())).toContain('Damaged 0');
    const overdue = page
      .all<HTMLAnchorElement>('.chip')
      .find((chip) => chip.textContent?.includes('Overdue'));
    overdue?.click();
    await page.settle();
    expect(decodeURIComponent(page.url)).toBe('/page?code=damaged,overdue');
    expect(asked(page)).toEqual({ code: 'damaged,overdue' });
  });

  it('puts what is chosen in the selects into the address, oneself by id', async () => {
    const page = await showPage(GapsPage, '?cursor=c1', replies);
    page.choose('Owner', 'me');
    await page.settle();
    expect(page.url).toBe(`/page?owner=${ID}`);
    page.choose('Exempt', 'only');
    await page.settle();
    page.choose('Order', 'name-desc');
    await page.settle();
    expect(asked(page)).toEqual({ owner: ID, exempt: 'only', sort: 'name', order: 'desc' });
    page.choose('Order', 'age-asc');
    await page.settle();
    page.choose('Owner', '');
    await page.settle();
    expect(asked(page)).toEqual({ exempt: 'only' });
  });

  it('drops what does not exist', () => {
    expect(
      gapFilter({
        code: 'odd,overdue,overdue',
        severity: 'odd',
        policy: "'",
        days: '-1',
        owner: 'me',
        q: '',
      }),
    ).toEqual({ code: 'overdue' });
    expect(gapFilter({ department: '', platform: ['ios'], exempt: 'without' })).toEqual({ department: '' });
    expect(gapOrder({ sort: 'size', order: 'desc' })).toEqual({ order: 'desc' });
    expect(queryText({ q: 'a&b', days: 3 })).toBe('q=a%26b&days=3');
    expect(toggled('a,b', 'a')).toBe('b');
    expect(toggled('a', 'a')).toBeNull();
    expect(toggled(undefined, 'a')).toBe('a');
  });

  it('says that there are more than are counted', async () => {
    const page = await showPage(GapsPage, '', { ...replies, [LIST]: answer(10_000, true) });
    expect(page.text).toContain('2 of 10,000+ shown');
  });

  it('says what failed, and what would be here', async () => {
    const failed = await showPage(GapsPage, '', { ...replies, [LIST]: { problem: 'internal', status: 500 } });
    expect(failed.text).toContain('The gaps could not be read.');
    failed.replies[LIST] = { ...pageOf([]), more: false };
    failed.button('Try again').click();
    await failed.settle();
    expect(failed.text).toContain('No gap is open');
  });

  it('reminds one person', async () => {
    const page = await showPage(GapsPage, '', replies);
    page
      .all('button')
      .find((one) => one.getAttribute('aria-label') === 'Remind Lea Brandt')
      ?.click();
    await page.settle();
    expect(said()).toContain('Lea Brandt was reminded.');
  });
});

describe('gaps in bulk', () => {
  it('reminds everybody whom the filter finds, once that is confirmed, and says how many', async () => {
    const page = await showPage(GapsPage, '?code=overdue&q=sales&department=Sales', replies);
    page.button('Remind everybody found…').click();
    await page.settle();
    expect(page.text).toContain('outside of their quiet hours');
    expect(page.sent(REMIND)).toEqual([]);
    page.button('Remind them').click();
    await page.settle();
    expect(page.sent(REMIND)).toEqual([{ filter: { code: 'overdue', department: 'Sales', q: 'sales' } }]);
    expect(page.text).toContain('14 people will be reminded · 3 were today already');
    expect(page.text).toContain('1 asked for no reminders today · 2 have nothing open');
  });

  it('reminds the people of the chosen gaps, each once', async () => {
    const page = await showPage(GapsPage, '', replies);
    await choose(page, 0, 1);
    expect(page.text).toContain('2 chosen');
    page.button('Remind their people…').click();
    await page.settle();
    page.button('Remind them').click();
    await page.settle();
    expect(page.sent(REMIND)).toEqual([{ ids: [ID] }]);
  });

  it('assigns all that match, whatever is on the page, and chooses nothing afterwards', async () => {
    const page = await showPage(GapsPage, '?severity=risk', { ...replies, [LIST]: answer(31) });
    expect(page.all('button').some((one) => one.textContent?.includes('Choose all'))).toBe(false);
    page.all<HTMLInputElement>('hf-gap-bulk input[type=checkbox]')[0]?.click();
    await page.settle();
    page.button('Choose all 31 that match').click();
    await page.settle();
    expect(page.text).toContain('All 31 that match are chosen');
    page.button('Assign to me').click();
    await page.settle();
    expect(page.sent(OWN)).toEqual([{ gaps: { filter: { severity: 'risk' } }, ownerId: ID }]);
    expect(said()).toContain('Taken on: 2 gaps.');
    expect(page.text).not.toContain('are chosen');
  });

  it('gives one’s own back, and forgets what was chosen when the filter changes', async () => {
    const mine = { ...openGap, owner: { id: ID, name: 'Mira Haddad' } };
    const page = await showPage(GapsPage, '', { ...replies, [LIST]: { ...pageOf([mine]), more: false } });
    page
      .all('button')
      .find((one) => one.getAttribute('aria-label')?.startsWith('Give back: Lea Brandt'))
      ?.click();
    await page.settle();
    expect(page.sent(OWN)).toEqual([{ gaps: { ids: [ID] }, ownerId: null }]);
    await choose(page, 0);
    expect(page.text).toContain('1 chosen');
    page.choose('Whose step', 'employee');
    await page.settle();
    expect(page.text).not.toContain('1 chosen');
  });

  it('asks for an exemption with a reason, an owner and a day, and says that somebody else approves it', async () => {
    const page = await showPage(GapsPage, '', replies);
    await choose(page, 1);
    page.button('Exempt…').click();
    await page.settle();
    expect(page.text).toContain('Somebody else has to approve it');
    page.button('Ask for the exemption').click();
    await page.settle();
    expect(page.text).toContain('A reason is needed');
    page.fill('Reason', 'On leave until spring ');
    page.fill('Until', '2999-01-01');
    await page.settle();
    expect(page.text).toContain('Between tomorrow and a year from now.');
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    page.fill('Until', until);
    page.choose('Who answers for it', THIRD);
    page.button('Ask for the exemption').click();
    await page.settle();
    expect(page.sent(EXEMPT)).toEqual([
      { for: { gaps: { ids: [OTHER] } }, reason: 'On leave until spring', ownerId: THIRD, until },
    ]);
    expect(said()).toContain('Asked for 1 exemption: somebody else approves under Exemptions.');
  });

  it('offers the helpdesk no exemption', async () => {
    const page = await showPage(GapsPage, '', replies, HELPDESK);
    await choose(page, 0);
    expect(page.button('Assign to me')).toBeDefined();
    expect(page.text).not.toContain('Exempt…');
  });

  it('offers an auditor nothing to do', async () => {
    const auditor = { ...OWNER, permissions: ['coverage.read', 'own'] as typeof OWNER.permissions };
    const watched = await showPage(GapsPage, '', replies, auditor);
    expect(watched.all('input[type=checkbox]')).toEqual([]);
    expect(watched.text).not.toContain('Remind');
    expect(watched.text).not.toContain('Assign');
  });
});
