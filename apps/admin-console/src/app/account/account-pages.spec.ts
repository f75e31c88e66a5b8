import { describe, expect, it } from '@jest/globals';
import { ASK_CODE, OFFER } from '../testing/factors';
import { ID, showPage } from '../testing/show-page';
import { AccountPage } from './account.page';

const AT = 'GET /api/v1/account';
const OTHER = '00000000-0000-4000-8000-000000000002';
const key = { id: ID, name: 'Key in the drawer', addedOn: '2026-01-01', usedOn: null };
const breakGlass = { passwordSetOn: '2026-01-01', totpAddedOn: '2026-01-01', passkeys: [key] };
const sessions = {
  items: [
    {
      id: ID,
      method: 'break-glass',
      browser: 'Firefox on Linux',
      openedAt: '2026-01-02T10:00:00.000Z',
      current: true,
    },
    {
      id: OTHER,
      method: 'sso',
      browser: 'Safari on iOS',
      openedAt: '2026-01-01T10:00:00.000Z',
      current: false,
    },
  ],
};
const REMINDERS = 'GET /api/v1/my/reminders';
const reminders = { timeZone: null, companyTimeZone: 'Europe/Berlin', muted: false };
const replies = (more: Record<string, unknown> = {}) => ({
  [AT]: { breakGlass },
  [`${AT}/sessions`]: sessions,
  [REMINDERS]: reminders,
  ...more,
});
const NEEDED = { problem: 'confirmation-needed', status: 403 };

describe('your account', () => {
  it('says who I am, by what I sign in and where I am signed in', async () => {
    const page = await showPage(AccountPage, '', replies());
    expect(page.text).toContain('mira@northwind.example · Northwind Ltd');
    expect(page.text).toContain('Authenticator app');
    expect(page.text).toContain('Key in the drawer');
    expect(page.text).toContain('Firefox on Linux');
    expect(page.all('hf-sessions button').map((button) => button.textContent?.trim())).toEqual(['End it']);
  });

  it('offers who comes by single sign-on nothing to change here', async () => {
    const page = await showPage(AccountPage, '', replies({ [AT]: { breakGlass: null } }));
    expect(page.text).toContain('identity provider');
    expect(page.text).not.toContain('Second factors');
    expect(page.text).toContain('Where you are signed in');
  });

  it('asks for a second factor where one is needed, and then does what was asked for', async () => {
    const answers: Record<string, unknown> = replies({
      [`DELETE /api/v1/account/passkeys/${ID}`]: NEEDED,
      'POST /api/v1/account/confirmation/begin': ASK_CODE,
      'POST /api/v1/account/confirmation': null,
    });
    const page = await showPage(AccountPage, '', answers);
    page.all<HTMLButtonElement>('hf-passkey button').at(-1)?.click();
    await page.settle();
    expect(page.text).toContain('Show that it is still you');
    expect(page.text).not.toContain('Your factors were not changed.');
    page.fill('Code of the authenticator app', '123456');
    answers[`DELETE /api/v1/account/passkeys/${ID}`] = { breakGlass: { ...breakGlass, passkeys: [] } };
    page.button('Confirm').click();
    await page.settle();
    expect(page.text).not.toContain('Show that it is still you');
    expect(page.text).not.toContain('Key in the drawer');
    expect(page.text).not.toContain('Remove the app');
  });

  it('gives up what was begun when nobody confirms', async () => {
    const answers = replies({
      'POST /api/v1/account/factors/begin': NEEDED,
      'POST /api/v1/account/confirmation/begin': ASK_CODE,
    });
    const page = await showPage(AccountPage, '', answers);
    page.button('Add a passkey or an app').click();
    await page.settle();
    page.button('Leave it as it is').click();
    await page.settle();
    expect(page.text).not.toContain('Show that it is still you');
    expect(page.button('Add a passkey or an app').disabled).toBe(false);
  });

  it('puts a new app in the place of the former', async () => {
    const answers = replies({
      'POST /api/v1/account/factors/begin': OFFER,
      'POST /api/v1/account/factors': { breakGlass },
    });
    const page = await showPage(AccountPage, '', answers);
    page.button('Add a passkey or an app').click();
    await page.settle();
    page.fill('Code of the authenticator app', '123456');
    page.button('Use this app').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.body).toEqual({ ticket: OFFER.ticket, totp: '123456' });
    expect(page.all('svg.qr')).toEqual([]);
  });

  it('renames a passkey', async () => {
    const renamed = { breakGlass: { ...breakGlass, passkeys: [{ ...key, name: 'Laptop' }] } };
    const page = await showPage(
      AccountPage,
      '',
      replies({ [`PATCH /api/v1/account/passkeys/${ID}`]: renamed }),
    );
    page.button('Rename').click();
    await page.settle();
    page.fill('Name of the passkey', 'Laptop');
    page.button('Rename it').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.body).toEqual({ name: 'Laptop' });
    expect(page.text).toContain('Laptop');
  });

  it('changes the password with the former one, and reads the account again', async () => {
    const change = 'PUT /api/v1/account/password';
    const answers: Record<string, unknown> = replies({
      [change]: { problem: 'sign-in-refused', status: 401 },
    });
    const page = await showPage(AccountPage, '', answers);
    page.button('Change it').click();
    await page.settle();
    page.fill('Former password', 'the former sentence');
    page.fill('New password', 'another long sentence');
    page.button('Change the password').click();
    await page.settle();
    expect(page.text).toContain('The password was not changed.');
    answers[change] = { ended: 1 };
    page.button('Change the password').click();
    await page.settle();
    const body = { former: 'the former sentence', password: 'another long sentence' };
    expect(page.requests.find(({ request }) => request.method === 'PUT')?.request.body).toEqual(body);
    expect(page.requests.at(-1)?.request.url).toBe('/api/v1/account');
    expect(page.all('hf-password input')).toEqual([]);
  });

  it('ends a session and reads them again', async () => {
    const one = { items: sessions.items.slice(0, 1) };
    const answers: Record<string, unknown> = replies({
      [`DELETE /api/v1/account/sessions/${OTHER}`]: { ended: 1 },
    });
    const page = await showPage(AccountPage, '', answers);
    page.button('End it').click();
    answers[`${AT}/sessions`] = one;
    await page.settle();
    expect(page.text).not.toContain('Safari on iOS');
  });

  it('gives a day without reminders, and reminds in one’s own time zone', async () => {
    const PATCH = 'PATCH /api/v1/my/reminders';
    const answers: Record<string, unknown> = replies({ [PATCH]: { ...reminders, muted: true } });
    const page = await showPage(AccountPage, '', answers);
    expect(page.text).toContain("Europe/Berlin, your company's");
    page.button('No reminders for a day').click();
    await page.settle();
    expect(page.text).toContain('You get no reminders for a day.');
    page.fill('Your time zone', 'Nowhere');
    page.button('Keep the time zone').click();
    await page.settle();
    expect(page.text).toContain('The name of a time zone');
    answers[PATCH] = { ...reminders, timeZone: 'Asia/Tokyo' };
    page.fill('Your time zone', 'Asia/Tokyo');
    page.button('Keep the time zone').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.body).toEqual({ timeZone: 'Asia/Tokyo' });
    expect(page.button('No reminders for a day')).toBeDefined();
  });
});
