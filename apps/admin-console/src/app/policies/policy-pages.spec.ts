import { describe, expect, it } from '@jest/globals';
import { page as pageOf, policyDetail } from '../testing/answers';
import { ID, type ShownPage, showPage } from '../testing/show-page';
import { EditPolicyPage } from './edit-policy.page';
import { PolicyPage } from './policy.page';

const one = `GET /api/v1/policies/${ID}`;
const publish = `POST /api/v1/policies/${ID}/versions`;
const { policy } = policyDetail;
const versions = pageOf([
  { version: 2, publishedAt: '2026-01-02T10:00:00Z', publishedBy: 'Mira', policy },
  {
    version: 1,
    publishedAt: '2026-01-01T10:00:00Z',
    publishedBy: 'Mira',
    policy: { ...policy, schedule: { ...policy.schedule, maxAgeHours: 336 } },
  },
]);

function choose(page: ShownPage, label: string, value: string): void {
  const field = page
    .all('mat-form-field')
    .find((one) => one.querySelector('mat-label')?.textContent === label);
  const choice = field?.querySelector('select');
  if (!choice) throw new Error(`no choice “${label}”`);
  choice.value = value;
  choice.dispatchEvent(new Event('input', { bubbles: true }));
  choice.dispatchEvent(new Event('change', { bubbles: true }));
}

describe('a policy', () => {
  it('shows its paragraph, its sections and what each version changed', async () => {
    const page = await showPage(PolicyPage, `/${ID}`, { [one]: policyDetail, [`${one}/versions`]: versions });
    expect(page.text).toContain('Backs up photos daily.');
    expect(page.text).toContain('A phone is overdue when its newest version is older than 7 days');
    expect(page.text).toContain('Overdue after, hours: 336 → 168');
    expect(page.text).toContain('First version');
  });
});

describe('the policy editor', () => {
  it('publishes on top of the version it began with, and shows the change first', async () => {
    const page = await showPage(EditPolicyPage, `/${ID}`, {
      [one]: policyDetail,
      [publish]: { ...policyDetail, version: 3 },
    });
    expect(page.button('Publish version 3').disabled).toBe(true);
    page.fill('Overdue after, hours', '72');
    await page.settle();
    expect(page.text).toContain('Overdue after, hours: 168 → 72');
    page.button('Publish version 3').click();
    await page.settle();
    const sent = page.requests.find(({ request }) => request.method === 'POST')?.request.body;
    expect(sent).toEqual({
      basedOn: 2,
      policy: { ...policy, schedule: { ...policy.schedule, maxAgeHours: 72 } },
    });
    expect(page.url).toBe(`/policies/${ID}`);
  });

  it('sends nothing that the api would refuse', async () => {
    const page = await showPage(EditPolicyPage, `/${ID}`, { [one]: policyDetail });
    page.fill('Overdue after, hours', '5');
    await page.settle();
    page.button('Publish').click();
    await page.settle();
    expect(page.text).toContain('Not sooner than a backup is due');
    expect(page.requests.every(({ request }) => request.method === 'GET')).toBe(true);
  });

  it('says beside the choice what phones that are never read through USB debugging leave out', async () => {
    const page = await showPage(EditPolicyPage, `/${ID}`, { [one]: policyDetail });
    expect(page.text).toContain('offered a reminder to switch it off');
    choose(page, 'USB debugging of Android phones', 'never');
    await page.settle();
    expect(page.text).toContain('only as mounted folders');
    expect(page.text).toContain(
      'USB debugging of Android phones: used, with a reminder to switch it off → never used',
    );
  });

  it('asks for purpose and lawful basis when more than the default is read', async () => {
    const page = await showPage(EditPolicyPage, `/${ID}`, { [one]: policyDetail });
    const messages = page.all('mat-checkbox').find((box) => box.textContent?.includes('messages'));
    messages?.querySelector('input')?.click();
    await page.settle();
    expect(page.text).toContain('Lawful basis');
    page.button('Publish').click();
    await page.settle();
    expect(page.text).toContain('Why this is needed has to be on record first.');
  });

  it('reads iPhones whole only with purpose and lawful basis, and says what each choice means', async () => {
    const page = await showPage(EditPolicyPage, `/${ID}`, {
      [one]: policyDetail,
      [publish]: { ...policyDetail, version: 3 },
    });
    expect(page.text).toContain('no passcode is asked for');
    expect(page.text).not.toContain('Encryption of iPhone backups');
    choose(page, 'What is read of iPhones', 'whole');
    await page.settle();
    expect(page.text).toContain('types the passcode on it at each backup');
    expect(page.text).toContain('Its person is offered to turn encryption on.');
    expect(page.text).toContain('What is read of iPhones: photos and videos only → the whole iPhone');
    choose(page, 'Encryption of iPhone backups', 'required');
    page.button('Publish').click();
    await page.settle();
    expect(page.text).toContain('Why this is needed has to be on record first.');
    expect(page.text).toContain('Encryption of iPhone backups: offered → required');
    expect(page.requests.every(({ request }) => request.method === 'GET')).toBe(true);
    page.fill('Purpose', 'Phones hold the trip records');
    choose(page, 'Lawful basis', 'agreement');
    await page.settle();
    page.button('Publish').click();
    await page.settle();
    const sent = page.requests.find(({ request }) => request.method === 'POST')?.request.body;
    expect(sent).toMatchObject({ policy: { scope: { iosBackup: 'whole', iosEncryptedBackup: 'required' } } });
  });

  it('names what is asked for and does not come from iPhones', async () => {
    const page = await showPage(EditPolicyPage, `/${ID}`, { [one]: policyDetail });
    expect(page.text).not.toContain('Not read from iPhones');
    const contacts = page.all('mat-checkbox').find((box) => box.textContent?.includes('contacts'));
    contacts?.querySelector('input')?.click();
    await page.settle();
    expect(page.text).toContain('Not read from iPhones: contacts.');
  });

  it('says it when somebody published meanwhile, and takes up their version', async () => {
    const page = await showPage(EditPolicyPage, `/${ID}`, {
      [one]: policyDetail,
      [publish]: { problem: 'version-conflict', status: 409 },
    });
    page.fill('Daily', '7');
    await page.settle();
    page.button('Publish').click();
    await page.settle();
    expect(page.text).toContain('Somebody else changed this meanwhile.');
    page.replies[one] = { ...policyDetail, version: 3 };
    page.button('Try again').click();
    await page.settle();
    expect(page.text).toContain('On top of version 3');
  });
});
