import { describe, expect, it } from '@jest/globals';
import { showPage } from '../testing/show-page';
import { SignInPage } from './sign-in.page';

const OPTIONS = 'GET /api/v1/session/options';
const signInUrl = 'https://holdfast.example/auth/sso/1';
const open = (query: string, singleSignOn: object | null = { signInUrl }) =>
  showPage(SignInPage, query, { [OPTIONS]: { setUpNeeded: false, singleSignOn } }, undefined);

describe("signing in with the company's account", () => {
  it('is offered first where there is one way for everybody, and comes back to where one was', async () => {
    const page = await open('?returnTo=%2Fphones%3Fstate%3Dwaiting');
    const link = page
      .all<HTMLAnchorElement>('a')
      .find((one) => one.textContent?.includes("company's account"));
    expect(link?.getAttribute('href')).toBe(`${signInUrl}?returnTo=%2Fphones%3Fstate%3Dwaiting`);
    expect(page.text).toContain("Or with an owner's account");
    // One filled button, and a lead that does not send everybody to the owner's form.
    expect(page.all('form .mat-mdc-unelevated-button')).toHaveLength(0);
    expect(page.text).not.toContain("With an owner's account.");
  });

  it('never leads back to another origin', async () => {
    const page = await open('?returnTo=https%3A%2F%2Fevil.example');
    expect(page.all<HTMLAnchorElement>('a.company')[0]?.getAttribute('href')).toBe(signInUrl);
  });

  it('is not offered where there is none', async () => {
    const page = await open('', null);
    expect(page.text).not.toContain("company's account");
    expect(page.all('form .mat-mdc-unelevated-button')).toHaveLength(1);
    expect(page.text).toContain("With an owner's account.");
  });

  it('says that it was refused and under which number, and nothing more', async () => {
    const page = await open('?refused=single-sign-on&request=4f1c');
    expect(page.text).toContain('You were not signed in.');
    expect(page.text).toContain('Request 4f1c');
  });

  it('says that one is signed out', async () => {
    expect((await open('?signedOut=1')).text).toContain('You are signed out');
  });
});
