import { describe, expect, it } from '@jest/globals';
import { ASK_CODE, OFFER } from '../testing/factors';
import { OWNER, showPage } from '../testing/show-page';
import { SetUpPage } from './set-up.page';
import { SignInPage } from './sign-in.page';

const SIGN_IN = 'POST /api/v1/session';
const refused = (problem: string) => ({ problem, status: 401 });

async function withPassword(replies: Record<string, unknown>, at = '') {
  const options = { setUpNeeded: false, singleSignOn: null };
  // The same object: a test changes what is answered later.
  const known = Object.assign(replies, { 'GET /api/v1/session/options': options });
  const page = await showPage(SignInPage, at, known, undefined);
  page.fill('E-mail address', 'mira@northwind.example');
  page.fill('Password', 'a long sentence');
  page.button('Sign in').click();
  await page.settle();
  return page;
}

describe('signing in', () => {
  it('takes password and code, and goes back to where one came from', async () => {
    const replies = { [SIGN_IN]: { ask: ASK_CODE, enrol: null }, [`${SIGN_IN}/second-factor`]: OWNER };
    const page = await withPassword(replies, '?returnTo=%2Fphones');
    expect(page.url).toBe('/page?returnTo=%2Fphones');
    expect(page.text).not.toContain('passkey');
    page.fill('Code of the authenticator app', '12345');
    page.button('Sign in').click();
    await page.settle();
    expect(page.text).toContain('A code has six digits.');
    page.fill('Code of the authenticator app', '123 456');
    page.button('Sign in').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.body).toEqual({ ticket: ASK_CODE.ticket, totp: '123456' });
    expect(page.url).toBe('/phones');
  });

  it('says that address or password is not right, and stays', async () => {
    const page = await withPassword({ [SIGN_IN]: refused('sign-in-refused') });
    expect(page.text).toContain('E-mail address or password is not right.');
    expect(page.url).toBe('/page');
  });

  it('lets a wrong code be typed again, and begins anew when it took too long', async () => {
    const replies: Record<string, unknown> = {
      [SIGN_IN]: { ask: ASK_CODE, enrol: null },
      [`${SIGN_IN}/second-factor`]: refused('factor-refused'),
    };
    const page = await withPassword(replies);
    const type = async () => {
      page.fill('Code of the authenticator app', '000000');
      page.button('Sign in').click();
      await page.settle();
    };
    await type();
    expect(page.text).toContain('This code or passkey was not accepted.');
    replies[`${SIGN_IN}/second-factor`] = refused('ticket-refused');
    await type();
    expect(page.text).toContain('Begin again');
    expect(page.text).toContain('E-mail address');
  });

  it('gives an account from before second factors its first', async () => {
    const replies = { [SIGN_IN]: { ask: null, enrol: OFFER }, [`${SIGN_IN}/first-factor`]: OWNER };
    const page = await withPassword(replies);
    expect(page.text).toContain('a password alone opens nothing any more');
    expect(page.text).toContain('GEZD GNBV GY3T QOJQ');
    page.fill('Code of the authenticator app', '123456');
    page.button('Sign in').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.body).toEqual({ ticket: OFFER.ticket, totp: '123456' });
    expect(page.url).toBe('/');
  });
});

describe('the set-up', () => {
  const BEGIN = 'POST /api/v1/session/set-up/begin';
  const FINISH = 'POST /api/v1/session/set-up';
  async function firstStep(replies: Record<string, unknown>) {
    const page = await showPage(SetUpPage, '?token=0123456789abcdef', replies, undefined);
    page.fill('Your name', 'Mira Haddad');
    page.fill('E-mail address', 'mira@northwind.example');
    page.fill('Password', 'short');
    page.button('Go on').click();
    await page.settle();
    return page;
  }

  it('takes the token from the address, asks for a long password, then for a second factor', async () => {
    const page = await firstStep({ [BEGIN]: OFFER, [FINISH]: OWNER });
    expect(page.text).toContain('At least 12 characters.');
    page.fill('Password', 'long enough now');
    page.button('Go on').click();
    await page.settle();
    const who = { token: '0123456789abcdef', name: 'Mira Haddad', email: 'mira@northwind.example' };
    expect(page.requests[0]?.request.body).toEqual(who);
    const [drawn] = page.all<SVGElement>('svg.qr');
    expect(drawn?.getAttribute('viewBox')).toBe('-4 -4 29 29');
    expect(drawn?.querySelector('path')?.getAttribute('d')).toBe(OFFER.totp.qr.path);
    page.fill('Code of the authenticator app', '123456');
    page.button('Make the account').click();
    await page.settle();
    const proof = { ticket: OFFER.ticket, totp: '123456' };
    expect(page.requests[1]?.request.body).toEqual({ ...who, password: 'long enough now', ...proof });
    expect(page.url).toBe('/');
  });

  it('goes back to the token when that is refused, and keeps what was typed', async () => {
    const page = await firstStep({ [BEGIN]: OFFER, [FINISH]: refused('setup-token-refused') });
    page.fill('Password', 'long enough now');
    page.button('Go on').click();
    await page.settle();
    page.fill('Code of the authenticator app', '123456');
    page.button('Make the account').click();
    await page.settle();
    expect(page.text).toContain('This token is unknown, used or too old.');
    expect(page.all<HTMLInputElement>('input').map(({ value }) => value)).toContain('Mira Haddad');
  });
});
