import { describe, expect, it } from '@jest/globals';
import type { Me } from '@holdfast/contracts';
import { QUIET_ASIDE } from '../testing/coverage-answers';
import { HELPDESK } from '../testing/helpdesk';
import { ID, OWNER, showPage } from '../testing/show-page';
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
  phones: [],
  workstations: 1,
  remindedOn: null,
};
const ADMIN: Me = { ...OWNER, permissions: OWNER.permissions.filter((one) => one !== 'people.appoint') };
const at = `/api/v1/people/${ID}`;
const show = (shown: object, me: Me = OWNER) =>
  showPage(
    PersonPage,
    `/${ID}`,
    { ...QUIET_ASIDE, [`GET ${at}`]: shown, [`PATCH ${at}`]: { ...shown, role: 'auditor' } },
    me,
  );
type Shown = Awaited<ReturnType<typeof show>>;
const roles = (page: Shown) => page.all('option').map((option) => option.textContent?.trim());

describe('the role of a person', () => {
  it('is changed by who may, and the page reads it again', async () => {
    const page = await show(person);
    const select = page.all<HTMLSelectElement>('select')[0];
    expect(page.button('Change the role').disabled).toBe(true);
    if (select) select.value = 'auditor';
    select?.dispatchEvent(new Event('change'));
    await page.settle();
    page.button('Change the role').click();
    await page.settle();
    const sent = page.requests.find(({ request }) => request.method === 'PATCH');
    expect(sent?.request.body).toEqual({ role: 'auditor' });
    expect(page.sent(`GET ${at}`)).toHaveLength(2);
    expect(document.body.textContent).toContain('Lea Brandt is auditor from now on.');
  });

  it('is one of all for an owner', async () => {
    expect(roles(await show(person))).toHaveLength(6);
  });

  it('is one of what an admin gives for an admin', async () => {
    expect(roles(await show(person, ADMIN))).toEqual(['helpdesk', 'auditor', 'employee']);
  });

  it('is beyond an admin where an owner gave it', async () => {
    const owner = await show({ ...person, role: 'owner' }, ADMIN);
    expect(owner.text).toContain('only an owner gives and takes that role');
    expect(owner.all('select')).toHaveLength(0);
    expect(owner.text).not.toContain('Deactivate');
  });

  it('is the directory’s where a group gives it; who may sign in at all is still decided here', async () => {
    const page = await show({ ...person, roleSource: 'directory' }, ADMIN);
    expect(page.text).toContain('A group of the directory makes Lea Brandt employee');
    expect(page.all('select')).toHaveLength(0);
    page.button('Deactivate').click();
    await page.settle();
    const sent = page.requests.find(({ request }) => request.method === 'PATCH');
    expect(sent?.request.body).toEqual({ active: false });
  });

  it('can be made an owner’s also where a group gives the others: no group makes owners', async () => {
    expect(roles(await show({ ...person, roleSource: 'directory' }))).toEqual(['owner', 'employee']);
  });

  it('is not for the helpdesk, which enrols and reminds', async () => {
    const page = await show(person, HELPDESK);
    expect(page.text).not.toContain('Change the role');
    expect(page.text).toContain('Enrol a laptop');
    expect(page.text).toContain('Remind Lea Brandt');
  });

  it('needs no address to show somebody', async () => {
    const page = await show({ ...person, email: null }, HELPDESK);
    expect(page.text).toContain('Finance · employee');
    expect(page.text).not.toContain('null');
  });
});
