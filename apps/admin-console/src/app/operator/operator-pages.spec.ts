import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { page as pageOf } from '../testing/answers';
import { ID, showPage } from '../testing/show-page';
import { CompaniesPage } from './companies.page';
import { NewCompanyPage } from './new-company.page';
import { OperatorFrame } from './operator-frame';
import { OperatorSession } from './operator-session';
import { OperatorsPage } from './operators.page';

const owner = {
  token: 'hfset_secret',
  expiresAt: '2099-01-01T00:00:00Z',
  address: 'http://localhost/set-up',
};
const company = {
  id: ID,
  name: 'Fabrikam',
  createdOn: '2026-01-02',
  employees: 12,
  phones: 9,
  protected: 7,
  atRisk: 2,
  countedOn: '2026-01-03',
  firstSteps: [
    { code: 'owner', done: false },
    { code: 'storage', done: true },
    { code: 'policy', done: true },
  ],
};
const list = 'GET /operator/v1/companies';
const operators = 'GET /operator/v1/operators';
const oda = { id: ID, name: 'Oda', active: true, madeOn: '2026-01-02' };

describe('pages of operators', () => {
  it('list companies in counts, with the next step of each', async () => {
    const shown = await showPage(CompaniesPage, '', { [list]: pageOf([company]) }, undefined);
    expect(shown.text).toContain('7 of 12 people');
    expect(shown.text).toContain('2 of 3');
    expect(shown.text).toContain("The owner's account exists");
  });

  it('make a new token only while there is no owner, and show it once', async () => {
    const owned = { ...company, id: `${ID}x`, firstSteps: [{ code: 'owner', done: true }] };
    const shown = await showPage(
      CompaniesPage,
      '',
      { [list]: pageOf([company, owned]), [`POST /operator/v1/companies/${ID}/owner-token`]: owner },
      undefined,
    );
    expect(shown.all('tbody button')).toHaveLength(1);
    shown.button('New token').click();
    await shown.settle();
    expect(shown.text).toContain('Hand “Fabrikam” over');
    expect(shown.text).toContain(owner.token);
    shown.button('Hide the token').click();
    await shown.settle();
    expect(shown.text).not.toContain(owner.token);
  });

  it('make a company and hand its token over', async () => {
    const replies = { 'POST /operator/v1/companies': { id: ID, owner } };
    const shown = await showPage(NewCompanyPage, '', replies, undefined);
    shown.button('Make the company').click();
    await shown.settle();
    expect(shown.text).toContain('A name is needed.');
    shown.fill('Name', 'Fabrikam');
    shown.button('Make the company').click();
    await shown.settle();
    expect(shown.requests[0]?.request.body).toEqual({ name: 'Fabrikam' });
    expect(shown.text).toContain(owner.address);
    expect(shown.text).toContain(owner.token);
  });

  it('invite and deactivate operators, and say why the last one stays', async () => {
    const replies = {
      [operators]: { items: [oda] },
      'POST /operator/v1/operators': { ...owner, token: 'hfop_secret' },
      [`PATCH /operator/v1/operators/${ID}`]: { problem: 'last-operator', status: 409 },
    };
    const shown = await showPage(OperatorsPage, '', replies, undefined);
    shown.button('Invite an operator').click();
    await shown.settle();
    expect(shown.text).toContain('hfop_secret');
    shown.button('Deactivate').click();
    await shown.settle();
    expect(shown.text).toContain('This is the last active operator.');
  });

  it('stand in a frame that ends the session on the server, and go to their own sign-in when it ended', async () => {
    const replies = { 'DELETE /operator/v1/session': null };
    const shown = await showPage(OperatorFrame, '', replies, undefined);
    TestBed.inject(OperatorSession).began({ operator: { id: ID, name: 'Oda' } });
    await shown.settle();
    expect(shown.text).toContain('Oda');
    shown.button('Sign out').click();
    await shown.settle();
    expect(shown.url).toBe('/operator/sign-in');
    expect(TestBed.inject(OperatorSession).me()).toBeUndefined();
  });

  it('ask to sign in again when the session ended meanwhile', async () => {
    const shown = await showPage(OperatorsPage, '', { [operators]: { items: [oda] } }, undefined);
    TestBed.inject(OperatorSession).began({ operator: { id: ID, name: 'Oda' } });
    shown.replies[`PATCH /operator/v1/operators/${ID}`] = { problem: 'sign-in-required', status: 401 };
    shown.button('Deactivate').click();
    await shown.settle();
    expect(shown.url).toBe('/operator/sign-in?returnTo=%2Fpage');
  });
});
