import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { page as pageOf, policyDetail } from '../../testing/answers';
import { CHECK, checked, doubt, refusal } from '../../testing/policy-answers';
import { ID, PENDING, type Reply, type ShownPage, showPage } from '../../testing/show-page';
import { EditPolicyPage } from './edit-policy.page';
import { CHECK_AFTER } from './policy-editing';

const one = `GET /api/v1/policies/${ID}`;
const publish = `POST /api/v1/policies/${ID}/versions`;
const locations = 'GET /api/v1/locations';
const { policy } = policyDetail;

const show = (replies: Record<string, Reply> = {}): Promise<ShownPage> =>
  showPage(EditPolicyPage, `/${ID}`, {
    [one]: policyDetail,
    [CHECK]: checked(),
    [locations]: pageOf([]),
    ...replies,
  });

const sent = (page: ShownPage) =>
  page.requests.filter(({ request }) => request.url.endsWith('/versions')).at(-1)?.request.body as unknown;

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

const tick = (page: ShownPage, text: string): void => {
  const box = page.all('mat-checkbox').find((one) => one.textContent?.includes(text));
  box?.querySelector('input')?.click();
};

beforeEach(() => {
  TestBed.configureTestingModule({ providers: [{ provide: CHECK_AFTER, useValue: 0 }] });
});
afterEach(() => {
  sessionStorage.clear();
});

describe('the policy editor', () => {
  it('publishes on top of the version it began with, and shows the change first', async () => {
    const page = await show({ [publish]: { ...policyDetail, version: 3 } });
    expect(page.button('Publish version 3').disabled).toBe(true);
    expect(page.text).toContain('Backs up photos and videos every day.');
    expect(page.text).toContain('It covers 31 people with 3 phones.');
    page.fill('Overdue after, hours', '72');
    await page.settle();
    expect(page.text).toContain('Overdue after, hours: 168 → 72');
    page.button('Publish version 3').click();
    await page.settle();
    expect(sent(page)).toEqual({
      basedOn: 2,
      policy: { ...policy, schedule: { ...policy.schedule, maxAgeHours: 72 } },
    });
    expect(page.url).toBe(`/policies/${ID}`);
  });

  it('sends nothing that is outside of a bound', async () => {
    const page = await show();
    page.fill('Overdue after, hours', '0');
    await page.settle();
    expect(page.text).toContain('A whole number from 1 to 8784.');
    expect(page.button('Publish').disabled).toBe(true);
    expect(page.requests.filter(({ request }) => request.url.endsWith('/checks'))).toHaveLength(1);
  });

  it('blocks what is refused, at its field and with what to do', async () => {
    const page = await show();
    page.replies[CHECK] = checked(refusal);
    page.fill('Backup due after, hours', '200');
    await page.settle();
    const field = page.element.querySelector('[id="field-schedule.everyHours"]');
    expect(field?.textContent).toContain(refusal.sentence);
    expect(field?.textContent).toContain(refusal.nextStep);
    expect(page.text).toContain('This policy can never be met');
    expect(page.button('Publish').disabled).toBe(true);
    page.replies[CHECK] = checked();
    page.fill('Backup due after, hours', '12');
    await page.settle();
    expect(page.text).toContain('Nothing stands against it.');
    expect(page.button('Publish').disabled).toBe(false);
  });

  it('warns and publishes all the same, and leads to the field', async () => {
    const page = await show({ [CHECK]: checked(doubt) });
    page.fill('Largest file, MiB', '2');
    await page.settle();
    expect(page.text).toContain('Meant so? Largest file, MiB: Most photos are larger.');
    expect(page.text).toContain('Largest file, MiB: – → 2.00 MiB');
    expect(page.button('Publish').disabled).toBe(false);
    page.button('Largest file, MiB').click();
    expect(document.activeElement?.closest('.field')?.id).toBe('field-scope.maxFileBytes');
  });

  it('publishes where no check could be made, and puts what the api refuses at its field', async () => {
    const page = await show({
      [CHECK]: { problem: 'database-unreachable', status: 503 },
      [publish]: {
        problem: 'policy-refused',
        status: 422,
        issues: [{ path: 'policy.name', message: 'Taken.' }],
      },
    });
    page.fill('Name of the policy', 'Drivers');
    await page.settle();
    expect(page.text).toContain('The policy could not be checked. Publishing checks it again.');
    page.button('Publish').click();
    await page.settle();
    expect(page.element.querySelector('[id="field-name"]')?.textContent).toContain('Taken.');
    expect(page.text).toContain('The policy was not published.');
    const typed = page.element.querySelector<HTMLInputElement>('[id="field-name"] input');
    expect(typed?.value).toBe('Drivers');
  });

  it('says it when somebody published meanwhile, what they changed, and puts mine on top of it', async () => {
    const page = await show({ [publish]: { problem: 'version-conflict', status: 409 } });
    page.fill('Daily versions kept', '7');
    page.fill('Weekly versions kept', '5');
    await page.settle();
    page.replies[one] = {
      ...policyDetail,
      version: 3,
      policy: {
        ...policy,
        retention: { ...policy.retention, weekly: 4 },
        schedule: { ...policy.schedule, everyHours: 12 },
      },
    };
    page.button('Publish').click();
    await page.settle();
    expect(page.text).toContain('Version 3 was published while you worked on version 2');
    expect(page.text).toContain('Backup due after, hours: 24 → 12');
    expect(page.text).toContain('Weekly versions kept: 8 → 4 — you have 5');
    expect(page.button('Publish version').disabled).toBe(true);
    page.button('Put mine on top of version 3').click();
    page.replies[publish] = { ...policyDetail, version: 4 };
    await page.settle();
    page.button('Publish version 4').click();
    await page.settle();
    expect(sent(page)).toMatchObject({
      basedOn: 3,
      policy: { schedule: { everyHours: 12 }, retention: { daily: 7, weekly: 5, monthly: 12 } },
    });
  });

  it('finds again what was typed and not published, until it is thrown away', async () => {
    const first = await show();
    first.fill('Daily versions kept', '7');
    await first.settle();
    TestBed.resetTestingModule();
    TestBed.configureTestingModule({ providers: [{ provide: CHECK_AFTER, useValue: 0 }] });
    const page = await show();
    expect(page.text).toContain('is here again');
    expect(page.text).toContain('Daily versions kept: 14 → 7');
    page.button('Throw it away').click();
    await page.settle();
    expect(page.text).not.toContain('is here again');
    expect(page.text).not.toContain('Daily versions kept: 14 → 7');
    expect(sessionStorage).toHaveLength(0);
  });

  it('takes nothing from the browser that is no draft', async () => {
    sessionStorage.setItem(`holdfast.policy-draft.${ID}.${ID}`, '{"version":1,"base":{},"draft":{"name":7}}');
    const page = await show();
    expect(page.text).not.toContain('is here again');
  });

  it('edits lists and windows', async () => {
    const page = await show({
      [locations]: pageOf([{ id: ID, name: 'Frankfurt' }]),
      [publish]: { ...policyDetail, version: 3 },
    });
    page.button('Add a window').click();
    tick(page, 'Frankfurt');
    tick(page, 'contacts');
    await page.settle();
    const patterns = page.element.querySelector<HTMLTextAreaElement>(
      '[id="field-scope.android.exclude"] textarea',
    );
    if (patterns === null) throw new Error('no patterns');
    patterns.value = 'Music/**\n\n';
    patterns.dispatchEvent(new Event('input'));
    await page.settle();
    expect(patterns.value).toBe('Music/**\n\n');
    expect(page.text).toContain('When backups may begin: – → Mon, Tue, Wed, Thu, and Fri 22:00–06:00');
    expect(page.text).toContain('Not read from iPhones: contacts.');
    page.button('Publish').click();
    await page.settle();
    expect(sent(page)).toMatchObject({
      policy: {
        schedule: { windows: [{ days: [1, 2, 3, 4, 5], fromMinute: 1320, toMinute: 360 }] },
        copies: { locations: [ID] },
        scope: { android: { exclude: ['Music/**'] }, categories: ['photos', 'videos', 'contacts'] },
      },
    });
  });

  it('says beside each choice what it means', async () => {
    const page = await show();
    expect(page.text).toContain('offered a reminder to switch it off');
    expect(page.text).not.toContain('Encryption of iPhone backups');
    choose(page, 'USB debugging of Android phones', 'never');
    choose(page, 'What is read of iPhones', 'whole');
    await page.settle();
    expect(page.text).toContain('only as mounted folders');
    expect(page.text).toContain('types the passcode on it at each backup');
    expect(page.text).toContain('Its person is offered to turn encryption on.');
    expect(page.text).toContain('What is read of iPhones: photos and videos only → the whole iPhone');
  });

  it('waits, and says what failed', async () => {
    const waiting = await show({ [one]: PENDING });
    expect(waiting.all('hf-skeleton')).toHaveLength(1);
    TestBed.resetTestingModule();
    const failed = await show({ [one]: { problem: 'database-unreachable', status: 503 } });
    expect(failed.text).toContain('The policy could not be read.');
  });
});
