import { describe, expect, it } from '@jest/globals';
import { openGap, page as pageOf, phoneDetail, phoneRow, version } from '../testing/answers';
import { anomaly, exemption, QUIET_ASIDE } from '../testing/coverage-answers';
import { ID, OWNER, showPage } from '../testing/show-page';
import { PhoneListPage } from './phone-list.page';
import { PhonePage } from './phone.page';

const list = 'GET /api/v1/phones';
const one = `GET /api/v1/phones/${ID}`;
const replies = {
  ...QUIET_ASIDE,
  [one]: phoneDetail,
  [`${one}/snapshots`]: pageOf([version]),
  [`${one}/runs`]: pageOf([]),
  [`POST /api/v1/phones/${ID}/commands`]: { id: ID },
};

describe('the list of phones', () => {
  it('asks by the URL’s filters and shows each phone as a link', async () => {
    const page = await showPage(PhoneListPage, '?state=waiting&q=lea&cursor=c1', {
      [list]: pageOf([phoneRow], 'c2', 9),
    });
    expect(page.requests[0]?.request.params.toString()).toBe('cursor=c1&state=waiting&q=lea');
    expect(page.all<HTMLAnchorElement>('a.row')[0]?.getAttribute('href')).toContain(ID);
    expect(page.text).toContain('1 of 9 shown');
    const next = page.all<HTMLAnchorElement>('.pages a').at(-1);
    expect(next?.getAttribute('href')).toContain('cursor=c2');
    expect(next?.getAttribute('href')).toContain('state=waiting');
  });

  it('says of a phone whose run waits for whom and for what', async () => {
    const waitingFor = { step: 'unlock', askedSecondsAgo: 200, secondsLeft: null };
    const page = await showPage(PhoneListPage, '', {
      [list]: pageOf([{ ...phoneRow, running: true, waitingFor }]),
    });
    expect(page.text).toContain('Waiting for Lea Brandt to unlock the phone (asked 3 minutes ago)');
    expect(page.text).not.toContain('Backup running');
  });

  it('does not ask for a state that does not exist', async () => {
    const page = await showPage(PhoneListPage, '?state=%27--', { [list]: pageOf([]) });
    expect(page.requests[0]?.request.params.has('state')).toBe(false);
  });

  it('tells an empty company from a filter that leaves nothing', async () => {
    const empty = await showPage(PhoneListPage, '', { [list]: pageOf([]) });
    expect(empty.text).toContain('No phone is enrolled yet');
  });

  it('offers to drop the filter that leaves nothing', async () => {
    const page = await showPage(PhoneListPage, '?q=zzz', { [list]: pageOf([]) });
    expect(page.text).toContain('Nothing matches');
  });
});

describe('a phone', () => {
  it('shows state, next step, policy and the timeline', async () => {
    const page = await showPage(PhonePage, `/${ID}`, replies);
    expect(page.text).toContain('“Work phone” · Pixel 8 · Android 16');
    expect(page.text).toContain('Never backed up');
    expect(page.text).toContain('Lea plugs the phone in.');
    expect(page.text).toContain('1,200 files, 3.00 GiB');
    expect(page.text).toContain('proven present by the server');
    expect(page.text).toContain('Photos and contacts');
  });

  it('shows the gaps of this phone with owner and exemption, and what its history does not explain', async () => {
    const other = { id: '00000000-0000-4000-8000-000000000002', label: 'Other' };
    const verdict = `POST /api/v1/anomalies/${ID}/verdict`;
    const page = await showPage(PhonePage, `/${ID}`, {
      ...replies,
      'GET /api/v1/gaps': {
        ...pageOf([
          { ...openGap, owner: { id: ID, name: 'Mira Haddad' }, exemptUntil: '2026-12-01' },
          { ...openGap, id: 'other', phone: other, sentence: 'Of the other phone.' },
        ]),
        more: false,
      },
      'GET /api/v1/exemptions': pageOf([
        exemption,
        { ...exemption, id: 'whole', phone: null, codes: null, reason: 'The whole person' },
        { ...exemption, id: 'other', phone: other, reason: 'Of the other phone' },
      ]),
      'GET /api/v1/anomalies': pageOf([anomaly]),
      [verdict]: null,
    });
    for (const text of [
      'taken on by Mira Haddad',
      'On leave until spring',
      'The whole person',
      anomaly.sentence,
    ])
      expect(page.text).toContain(text);
    expect(page.text).not.toContain('Of the other phone');
    // Above the timeline, whose version it names.
    const [unusual, versions] = [page.all('hf-open-anomalies')[0], page.all('hf-versions')[0]];
    expect(unusual?.compareDocumentPosition(versions as Node)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
    expect(page.all(`#version-${ID}`)).toHaveLength(1);
    page.button('It was harm').click();
    await page.settle();
    page.button('Say so:').click();
    await page.settle();
    expect(page.sent(verdict)).toEqual([{ verdict: 'harm' }]);
    expect(page.sent('GET /api/v1/anomalies')).toHaveLength(2);
  });

  it('keeps what it knew when a refresh fails, and says so', async () => {
    const page = await showPage(PhonePage, `/${ID}`, { ...replies });
    page.replies[one] = { problem: 'shutting-down', status: 503 };
    page.button('Back up now').click();
    await page.settle();
    expect(page.text).toContain('Could not be refreshed');
    expect(page.text).toContain('“Work phone”');
  });

  it('asks the agent with the header that other sites cannot send', async () => {
    const page = await showPage(PhonePage, `/${ID}`, replies);
    page.button('Back up now').click();
    await page.settle();
    const asked = page.requests.find(({ request }) => request.method === 'POST');
    expect(asked?.request.body).toEqual({ kind: 'backup' });
    expect(asked?.request.headers.get('x-holdfast-request')).toBe('1');
  });

  it('shows a run with its share, rate and remaining time', async () => {
    const progress = {
      phase: 'reading',
      filesDone: 5,
      filesTotal: 10,
      bytesDone: 512 * 1024 ** 2,
      bytesTotal: 1024 ** 3,
      bytesPerSecond: 1024 ** 2,
    };
    const run = {
      id: ID,
      kind: 'backup',
      outcome: 'running',
      on: '2026-01-02',
      progress,
      cause: null,
      sentence: 'Reading.',
    };
    const page = await showPage(PhonePage, `/${ID}`, {
      ...replies,
      [one]: { ...phoneDetail, running: true, currentRun: run },
    });
    expect(page.text).toContain('512 MiB of 1.00 GiB · 5 files · 1.00 MiB/s · about 9 min left');
    expect(page.all('mat-progress-bar')[0]?.getAttribute('aria-valuenow')).toBe('50');
    expect(page.button('Back up now').disabled).toBe(true);
  });

  it('shows for whom a run waits, with the phone’s clock, and calls it no failure', async () => {
    const waitingFor = { step: 'passcode', askedSecondsAgo: 120, secondsLeft: 60 };
    const progress = {
      phase: 'waiting',
      filesDone: 0,
      filesTotal: null,
      bytesDone: 0,
      bytesTotal: null,
      bytesPerSecond: null,
      waitingFor,
    };
    const sentence = 'Backup waits for the passcode to be typed on the phone.';
    const run = {
      id: ID,
      kind: 'backup',
      outcome: 'running',
      on: '2026-01-02',
      progress,
      cause: null,
      sentence,
    };
    const page = await showPage(PhonePage, `/${ID}`, {
      ...replies,
      [one]: { ...phoneDetail, running: true, waitingFor, currentRun: run },
    });
    expect(page.text).toContain('Backup: Waiting for one step on the phone');
    expect(page.text).toContain(
      'Waiting for Lea Brandt to type the passcode on the phone (asked 2 minutes ago)',
    );
    expect(page.text).toContain('The phone waits 1:00 more');
    expect(page.text).toContain('Lea Brandt types the passcode on the phone, which asks now.');
    expect(Number(page.all('mat-progress-bar')[0]?.getAttribute('aria-valuenow'))).toBeCloseTo(66.7, 0);
  });

  it('is released when it is lost, and its person’s page is next', async () => {
    const page = await showPage(PhonePage, `/${ID}`, {
      ...replies,
      [`DELETE /api/v1/phones/${ID}/enrolment`]: null,
    });
    page.button('Lost, sold or given back…').click();
    await page.settle();
    page.button('Go on protecting it').click();
    await page.settle();
    expect(page.requests.some(({ request }) => request.method === 'DELETE')).toBe(false);
    page.button('Lost, sold or given back…').click();
    await page.settle();
    page.button('Stop protecting it').click();
    await page.settle();
    expect(page.url).toBe(`/people/${phoneDetail.employee.id}`);
  });

  it('offers nothing to change to who only reads', async () => {
    const auditor = { ...OWNER, employee: { ...OWNER.employee, role: 'auditor' as const }, permissions: [] };
    const page = await showPage(PhonePage, `/${ID}`, replies, auditor);
    expect(page.text).not.toContain('Back up now');
    expect(page.text).not.toContain('Lost, sold');
  });

  it('signs in again, and comes back, when the session ended', async () => {
    const page = await showPage(PhonePage, `/${ID}`, {
      ...replies,
      [one]: { problem: 'sign-in-required', status: 401 },
    });
    expect(page.url).toBe(`/sign-in?returnTo=%2Fpage%2F${ID}`);
  });
});
