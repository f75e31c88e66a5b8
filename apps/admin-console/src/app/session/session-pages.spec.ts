import { describe, expect, it } from '@jest/globals';
import { OWNER, showPage } from '../testing/show-page';
import { SetUpPage } from './set-up.page';
import { SignInPage } from './sign-in.page';

describe('signing in', () => {
  it('goes back to where one came from', async () => {
    const page = await showPage(
      SignInPage,
      '?returnTo=%2Fphones',
      { 'POST /api/v1/session': OWNER },
      undefined,
    );
    page.fill('E-mail address', 'mira@northwind.example');
    page.fill('Password', 'a long sentence');
    page.button('Sign in').click();
    await page.settle();
    expect(page.url).toBe('/phones');
  });

  it('says that address or password is not right, and stays', async () => {
    const refused = { problem: 'sign-in-refused', status: 401 };
    const page = await showPage(SignInPage, '', { 'POST /api/v1/session': refused }, undefined);
    page.fill('E-mail address', 'mira@northwind.example');
    page.fill('Password', 'wrong');
    page.button('Sign in').click();
    await page.settle();
    expect(page.text).toContain('E-mail address or password is not right.');
    expect(page.url).toBe('/page');
  });
});

describe('the set-up', () => {
  it('takes the token from the address, and asks for a long password', async () => {
    const page = await showPage(
      SetUpPage,
      '?token=0123456789abcdef',
      { 'POST /api/v1/session/set-up': OWNER },
      undefined,
    );
    page.fill('Your name', 'Mira Haddad');
    page.fill('E-mail address', 'mira@northwind.example');
    page.fill('Password', 'short');
    page.button('Make the account').click();
    await page.settle();
    expect(page.text).toContain('At least 12 characters.');
    page.fill('Password', 'long enough now');
    page.button('Make the account').click();
    await page.settle();
    expect(page.requests[0]?.request.body).toEqual({
      token: '0123456789abcdef',
      name: 'Mira Haddad',
      email: 'mira@northwind.example',
      password: 'long enough now',
    });
    expect(page.url).toBe('/');
  });
});
