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
const token = { token: 't', expiresAt: '2099-01-01T00:00:00Z', command: 'holdfast enrol --token t' };

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
    page.button('Make the command').click();
    await page.settle();
    expect(page.text).toContain(token.command);
    page.button('Hide the command').click();
    await page.settle();
    expect(page.text).not.toContain(token.command);
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
