import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { ASK_CODE, OFFER } from '../testing/factors';
import { ID, showPage, type ShownPage } from '../testing/show-page';
import { OperatorSession } from './operator-session';
import { OperatorSetUpPage } from './operator-set-up.page';
import { OperatorSignInPage } from './operator-sign-in.page';

const oda = { operator: { id: ID, name: 'Oda' } };
const session = '/operator/v1/session';
const password = 'nine quiet harbours';

const signIn = async (shown: ShownPage) => {
  shown.fill('E-mail address', 'oda@consult.example');
  shown.fill('Password', password);
  shown.button('Go on').click();
  await shown.settle();
};
const typeCode = async (shown: ShownPage, button: string) => {
  const field = shown.all<HTMLInputElement>('input[autocomplete="one-time-code"]')[0];
  if (!field) throw new Error(`no field for the code in: ${shown.text}`);
  field.value = '123456';
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new Event('blur'));
  shown.button(button).click();
  await shown.settle();
};
const bodyOf = (shown: ShownPage, path: string): unknown =>
  shown.requests.find(({ request }) => request.url === path)?.request.body;

describe('the operators’ door', () => {
  it('asks for the password, then for the second factor, and goes to the companies', async () => {
    const replies = { [`POST ${session}`]: ASK_CODE, [`POST ${session}/second-factor`]: oda };
    const shown = await showPage(OperatorSignInPage, '', replies, undefined);
    await signIn(shown);
    expect(shown.text).toContain('The password is right.');
    await typeCode(shown, 'Sign in');
    expect(bodyOf(shown, `${session}/second-factor`)).toEqual({ ticket: ASK_CODE.ticket, totp: '123456' });
    expect(shown.url).toBe('/operator');
    expect(TestBed.inject(OperatorSession).me()).toEqual(oda);
  });

  it('goes back to the page of operators that was asked for, and to no other', async () => {
    const replies = { [`POST ${session}`]: ASK_CODE, [`POST ${session}/second-factor`]: oda };
    const shown = await showPage(OperatorSignInPage, '?returnTo=/operator/operators', replies, undefined);
    await signIn(shown);
    await typeCode(shown, 'Sign in');
    expect(shown.url).toBe('/operator/operators');
  });

  it('begins again when the step took too long', async () => {
    const late = { problem: 'ticket-refused', status: 401 };
    const replies = { [`POST ${session}`]: ASK_CODE, [`POST ${session}/second-factor`]: late };
    const shown = await showPage(OperatorSignInPage, '', replies, undefined);
    await signIn(shown);
    await typeCode(shown, 'Sign in');
    expect(shown.text).toContain('Not signed in.');
    expect(shown.button('Go on').disabled).toBe(false);
  });

  it('makes an account with the token of the address', async () => {
    const replies = { [`POST ${session}/set-up/begin`]: OFFER, [`POST ${session}/set-up`]: oda };
    const shown = await showPage(OperatorSetUpPage, '?token=hfop_0123456789abcdef', replies, undefined);
    shown.fill('Your name', 'Oda');
    await signIn(shown);
    expect(bodyOf(shown, `${session}/set-up/begin`)).toEqual({
      token: 'hfop_0123456789abcdef',
      name: 'Oda',
      email: 'oda@consult.example',
    });
    await typeCode(shown, 'Make the account');
    expect(bodyOf(shown, `${session}/set-up`)).toMatchObject({
      ticket: OFFER.ticket,
      totp: '123456',
      password,
    });
    expect(shown.url).toBe('/operator');
  });
});
