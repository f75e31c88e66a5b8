import { describe, expect, it } from '@jest/globals';
import { openGap, page as pageOf } from '../testing/answers';
import { exemption, QUIET_ASIDE } from '../testing/coverage-answers';
import { ID, OWNER, showPage } from '../testing/show-page';
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

  it('says which policy covers a person and why, what is open, whose it is, and what is left out', async () => {
    const replies: Record<string, unknown> = {
      ...QUIET_ASIDE,
      [`GET /api/v1/people/${ID}`]: person,
      'GET /api/v1/gaps': {
        ...pageOf([
          { ...openGap, owner: { id: ID, name: 'Mira Haddad' } },
          { ...openGap, id: 'exempt', code: 'partial', phone: null, exemptUntil: '2026-12-01' },
        ]),
        more: false,
      },
      'GET /api/v1/exemptions': pageOf([exemption]),
      [`POST /api/v1/exemptions/${ID}/approval`]: null,
      'POST /api/v1/gaps/owner': { gaps: 1 },
      'POST /api/v1/exemptions': { exemptions: 1, approved: true },
      'GET /api/v1/people': pageOf([OWNER.employee]),
    };
    const page = await showPage(PersonPage, `/${ID}`, replies);
    for (const text of [
      'Covered by “Default” v2: “Default” is assigned to everybody in the company.',
      'Not in the group “Drivers of the north”.',
      'taken on by Mira Haddad',
      'taken on by nobody · left out of the score until Dec 1, 2026',
      'Waits for approval',
      'On leave until spring',
    ])
      expect(page.text).toContain(text);
    const asked = page.requests.find(({ request }) => request.url === '/api/v1/gaps')?.request.params;
    expect([asked?.get('employee'), asked?.get('exempt')]).toEqual([ID, 'with']);
    page.button('Approve').click();
    await page.settle();
    expect(page.sent(`GET /api/v1/people/${ID}`)).toHaveLength(2);
    page.button('Give back').click();
    await page.settle();
    expect(page.sent('POST /api/v1/gaps/owner')).toEqual([{ gaps: { ids: [ID] }, ownerId: null }]);
    page.button('Exempt…').click();
    await page.settle();
    page.fill('Reason', 'Leave');
    const until = new Date(Date.now() + 9 * 86_400_000).toISOString().slice(0, 10);
    page.fill('Until', until);
    page.button('Ask for the exemption').click();
    await page.settle();
    expect(page.sent('POST /api/v1/exemptions')).toEqual([
      { for: { gaps: { ids: [ID] } }, reason: 'Leave', ownerId: ID, until },
    ]);
    expect(document.body.textContent).toContain('1 exemption in force: nobody else here could approve');
  });

  it('says what of a person could not be read, and shows the rest', async () => {
    const failed = { problem: 'internal', status: 500 };
    const page = await showPage(PersonPage, `/${ID}`, {
      [`GET /api/v1/people/${ID}`]: person,
      'GET /api/v1/gaps': failed,
      'GET /api/v1/exemptions': failed,
      [`GET /api/v1/people/${ID}/policy`]: failed,
    });
    for (const text of ['The gaps could', 'The exemptions could', 'The policy could', 'Lea Brandt'])
      expect(page.text).toContain(text);
  });

  it('makes an enrolment command only when asked, and hides it for good', async () => {
    const page = await showPage(PersonPage, `/${ID}`, {
      ...QUIET_ASIDE,
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
      ...QUIET_ASIDE,
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
