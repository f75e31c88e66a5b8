import { describe, expect, it } from '@jest/globals';
import { page as pageOf } from '../testing/answers';
import { ID, showPage } from '../testing/show-page';
import { NewPersonPage } from './new-person.page';
import { PeoplePage } from './people.page';
import { PersonPage } from './person.page';

const person = {
  id: ID,
  name: 'Lea Brandt',
  email: 'lea@northwind.example',
  department: 'Finance',
  role: 'employee',
  roleSource: 'holdfast',
  active: true,
  leftOn: null,
  erasedOn: null,
  phones: [{ id: ID, label: 'Work phone', state: 'protected' }],
  workstations: 1,
  remindedOn: null,
};
const token = {
  token: 'hfe_secret',
  expiresAt: '2099-01-01T00:00:00Z',
  command: 'holdfast enrol https://h.example --token-file FILE',
};

describe('people', () => {
  it('lists people with the state of each phone', async () => {
    const page = await showPage(PeoplePage, '', { 'GET /api/v1/people': pageOf([person]) });
    expect(page.text).toContain('Lea Brandt');
    expect(page.text).toContain('Protected Work phone');
    expect(page.text).toContain('1 workstation');
  });

  it('makes an enrolment command only when asked, and hides it for good', async () => {
    const page = await showPage(PersonPage, `/${ID}`, {
      [`GET /api/v1/people/${ID}`]: person,
      [`POST /api/v1/people/${ID}/enrolment-tokens`]: token,
    });
    expect(page.text).not.toContain(token.command);
    page.button('Make a token').click();
    await page.settle();
    expect(page.text).toContain(token.command);
    page.button('Hide it').click();
    await page.settle();
    expect(page.text).not.toContain(token.command);
  });

  it('makes tokens for everybody without a workstation only when asked twice, and saves them', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = (table: Blob) => {
      saved.push(table);
      return 'blob:table';
    };
    URL.revokeObjectURL = () => undefined;
    const names: string[] = [];
    HTMLAnchorElement.prototype.click = function () {
      names.push(this.download);
    };
    const replies: Record<string, unknown> = {
      'GET /api/v1/people': pageOf([person]),
      'POST /api/v1/enrolment-tokens': { problem: 'role-refused', status: 403 },
    };
    const page = await showPage(PeoplePage, '', replies);
    page.button('Tokens for everybody').click();
    await page.settle();
    expect(page.text).toContain('cannot be made again');
    page.button('Make them and save').click();
    await page.settle();
    expect(page.text).toContain('No tokens were made.');
    expect(saved).toEqual([]);
    replies['POST /api/v1/enrolment-tokens'] = 'email,token,ends\r\nlea@northwind.example,hfe_x,2099\r\n';
    page.button('Make them and save').click();
    await page.settle();
    expect([saved.length, names]).toEqual([1, ['holdfast-tokens.csv']]);
    expect(document.body.textContent).toContain('The table with 1 tokens was saved.');
  });

  it('signs a person out everywhere, and says what became of it', async () => {
    const page = await showPage(PersonPage, `/${ID}`, {
      [`GET /api/v1/people/${ID}`]: person,
      [`DELETE /api/v1/people/${ID}/sessions`]: { ended: 2 },
    });
    page.button('Sign out everywhere').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.method).toBe('DELETE');
    expect(document.body.textContent).toContain('Lea Brandt is signed out everywhere');
  });

  it('checks a new person before sending, then goes to their page', async () => {
    const page = await showPage(NewPersonPage, '', { 'POST /api/v1/people': person });
    page.button('Add the person').click();
    await page.settle();
    expect(page.text).toContain('A name is needed.');
    expect(page.requests).toHaveLength(0);
    page.fill('Name', 'Lea Brandt');
    page.fill('E-mail address', 'lea@northwind.example');
    page.button('Add the person').click();
    await page.settle();
    expect(page.requests[0]?.request.body).toEqual({
      name: 'Lea Brandt',
      email: 'lea@northwind.example',
      department: null,
      role: 'employee',
    });
    expect(page.url).toBe(`/people/${ID}`);
  });
});
