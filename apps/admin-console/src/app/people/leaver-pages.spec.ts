import { describe, expect, it } from '@jest/globals';
import type { LeaverDetail, LeaverRow } from '@holdfast/contracts';
import { page as pageOf } from '../testing/answers';
import { QUIET_ASIDE } from '../testing/coverage-answers';
import { HELPDESK } from '../testing/helpdesk';
import { ID, OWNER, type Reply, showPage } from '../testing/show-page';
import { LeaversPage } from './leavers.page';
import { PeoplePage } from './people.page';
import { PersonPage } from './person.page';

const person = {
  id: ID,
  name: 'Lea Brandt',
  email: 'lea@northwind.example',
  department: 'Finance',
  role: 'employee',
  roleSource: 'holdfast',
  active: false,
  leftOn: '2026-11-27',
  erasedOn: null,
  phones: [],
  workstations: 1,
  remindedOn: null,
};
const row: LeaverRow = {
  id: ID,
  name: 'Lea Brandt',
  state: 'open',
  leftOn: '2026-11-27',
  cause: 'directory-deleted',
  accessUntil: '2026-12-27',
  erasureDueOn: '2026-12-28',
  hold: null,
  erasedOn: null,
};
const detail: LeaverDetail = {
  ...row,
  extendableUntil: '2027-02-25',
  link: { madeOn: null, mail: 'none' },
  hold: null,
  erasure: null,
};
const at = `/api/v1/leavers/${ID}`;
const show = (shown: LeaverDetail, more: Record<string, Reply> = {}, me = OWNER) =>
  showPage(
    PersonPage,
    `/${ID}`,
    { ...QUIET_ASIDE, [`GET /api/v1/people/${ID}`]: person, [`GET ${at}`]: shown, ...more },
    me,
  );
type Shown = Awaited<ReturnType<typeof show>>;
const sent = (page: Shown, method: string) =>
  page.requests.find(({ request }) => request.method === method)?.request;

describe('a leaver on their page', () => {
  it('stands with their dates, and nothing that is for who works here', async () => {
    const page = await show(detail);
    expect(page.text).toContain('Lea Brandt');
    expect(page.text).toContain('Can export');
    expect(page.text).toContain('Nov 27, 2026, deleted from the directory');
    expect(page.text).toContain('Dec 27, 2026');
    for (const gone of ['Enrol a laptop', 'Change the role', 'Sign out everywhere', 'Remind Lea'])
      expect(page.text).not.toContain(gone);
  });

  it('is given a link that is shown once', async () => {
    const url = 'https://holdfast.example/leaver#hfl_x';
    const page = await show(detail, { [`POST ${at}/link`]: { url, expiresOn: '2026-12-27' } }, HELPDESK);
    expect(page.text).toContain('Not sent by e-mail');
    page.button('Make a link to hand over').click();
    await page.settle();
    expect(page.text).toContain(url);
    page.button('Hide the link').click();
    await page.settle();
    expect(page.text).not.toContain(url);
    expect(page.text).not.toContain('Hold what is kept');
    expect(page.text).not.toContain('Extend the access');
  });

  it('is given more days, within what is allowed', async () => {
    const page = await show(detail, { [`PATCH ${at}`]: detail });
    const [date] = page.all<HTMLInputElement>('input[type=date]');
    expect([date?.min, date?.max]).toEqual(['2026-12-27', '2027-02-25']);
    page.button('Extend the access').click();
    await page.settle();
    expect(sent(page, 'PATCH')?.body).toEqual({ accessUntil: '2027-02-25' });
  });

  it('is held only with a reason and a day, and let go again', async () => {
    const page = await show(detail, { [`PUT ${at}/hold`]: detail });
    page.button('Hold what is kept').click();
    await page.settle();
    page.button('Place the hold').click();
    await page.settle();
    expect(page.text).toContain('A reason is needed');
    expect(sent(page, 'PUT')).toBeUndefined();
    const field = page.all<HTMLTextAreaElement>('textarea')[0];
    if (field) field.value = 'A lawsuit';
    field?.dispatchEvent(new Event('input', { bubbles: true }));
    page.fill('Look at it again by', '2027-01-15');
    page.button('Place the hold').click();
    await page.settle();
    expect(sent(page, 'PUT')?.body).toEqual({ reason: 'A lawsuit', reviewBy: '2027-01-15' });
  });

  it('shows a hold that is overdue, and lifts it', async () => {
    const hold = { placedOn: '2026-11-28', reviewBy: '2026-12-01', overdue: true, reason: 'A lawsuit' };
    const page = await show({ ...detail, state: 'held', hold }, { [`DELETE ${at}/hold`]: detail });
    expect(page.text).toContain('To be looked at again');
    expect(page.text).toContain('A lawsuit');
    page.button('Lift the hold').click();
    await page.settle();
    expect(sent(page, 'DELETE')).toBeDefined();
  });

  it('is taken back', async () => {
    const page = await show(detail, { [`PATCH /api/v1/people/${ID}`]: { ...person, active: true } });
    page.button('Take Lea Brandt back').click();
    await page.settle();
    expect(sent(page, 'PATCH')?.body).toEqual({ active: true });
    expect(document.body.textContent).toContain('Lea Brandt is back, as they were.');
  });

  it('is erased for good: when, what is not reached, and the certificate', async () => {
    const notReached = [{ location: 'Vault', why: 'The location keeps it locked.', until: '2027-03-01' }];
    const page = await show({
      ...detail,
      state: 'erased',
      erasedOn: '2026-12-28',
      erasureDueOn: null,
      erasure: { begunOn: '2026-12-28', certificate: 'interim', notReached },
    });
    expect(page.text).toContain('Erased onDec 28, 2026');
    expect(page.text).toContain('Vault: The location keeps it locked. Until Mar 1, 2027');
    const links = page.all('a').map((link) => link.getAttribute('href'));
    expect(links).toContain(`${at}/certificate`);
    for (const gone of ['Take Lea', 'Hold what', 'Make a link']) expect(page.text).not.toContain(gone);
  });

  it('says so when nothing is known of them', async () => {
    const page = await show({ problem: 'database-unreachable', status: 503 } as never);
    expect(page.text).toContain('The leaver could not be read.');
  });
});

describe('leavers', () => {
  const terms = { 'GET /api/v1/leaver-terms': { accessDays: 30 } };

  it('are listed with where each of them stands', async () => {
    const held = {
      ...row,
      id: ID.replace(/1$/, '2'),
      name: 'Jo',
      state: 'held' as const,
      erasureDueOn: null,
    };
    const page = await showPage(LeaversPage, '', {
      ...terms,
      'GET /api/v1/leavers': pageOf([row, { ...held, hold: { reviewBy: '2026-12-01', overdue: true } }]),
    });
    expect(page.text).toContain('Lea Brandtdeleted from the directoryCan export');
    expect(page.text).toContain('hold to be looked at since');
    expect(page.text).toContain('not while held');
  });

  it('say so when there is none, and when they cannot be read', async () => {
    const none = await showPage(LeaversPage, '', { ...terms, 'GET /api/v1/leavers': pageOf([]) });
    expect(none.text).toContain('Nobody has left');
  });

  it('say so when they cannot be read', async () => {
    const failed = { problem: 'database-unreachable', status: 503 };
    const page = await showPage(LeaversPage, '', { ...terms, 'GET /api/v1/leavers': failed });
    expect(page.text).toContain('The leavers could not be read.');
  });

  it('have so many days as the company says, from 14 to 90', async () => {
    const page = await showPage(LeaversPage, '', {
      ...terms,
      'GET /api/v1/leavers': pageOf([]),
      'PUT /api/v1/leaver-terms': { accessDays: 45 },
    });
    page.fill('Days', '91');
    page.button('Change the days').click();
    await page.settle();
    expect(page.text).toContain('A number from 14 to 90.');
    page.fill('Days', '45');
    page.button('Change the days').click();
    await page.settle();
    expect(sent(page, 'PUT')?.body).toEqual({ accessDays: 45 });
  });

  it('are a filter of the people', async () => {
    const page = await showPage(PeoplePage, '?who=leavers', { 'GET /api/v1/people': pageOf([person]) });
    expect(page.requests[0]?.request.params.get('who')).toBe('leavers');
    expect(page.text).toContain('Dates, holds and terms');
    expect(page.text).toContain('left');
  });
});
