import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import type { Me, MyJoinRequest, RecoveryCodeDates } from '@holdfast/contracts';
import { ID, OWNER, PENDING, showPage, type ShownPage } from '../../testing/show-page';
import { RecoveryPage } from './recovery.page';

const CODE = 'GET /api/v1/my/recovery-code';
const WAITING = 'GET /api/v1/my/join-requests';
const REFUSE = `POST /api/v1/my/join-requests/${ID}/refusal`;
const EMPLOYEE: Me = { ...OWNER, permissions: ['own'] };
const AWAY = { problem: 'database-unreachable', status: 503 };
const none: RecoveryCodeDates = { registeredOn: null, provenOn: null, dueOn: null };
const request: MyJoinRequest = {
  id: ID,
  label: 'Lea’s new laptop',
  os: 'macos',
  askedOn: '2026-01-01',
  endsOn: '2026-01-08',
};
const other = { ...request, id: 'abcdef01-0000-4000-8000-000000000002', label: 'Desk; rm -rf /' };
const proven: RecoveryCodeDates = {
  registeredOn: '2026-01-01',
  provenOn: '2026-01-02',
  dueOn: '2999-01-02',
};

const show = (dates: unknown, items: MyJoinRequest[] = [], more: Record<string, unknown> = {}) =>
  showPage(RecoveryPage, '', { [CODE]: dates, [WAITING]: { items }, ...more }, EMPLOYEE);
const commands = (page: ShownPage): (string | null)[] =>
  page.all('.command code').map((code) => code.textContent);
const posted = (page: ShownPage): number =>
  page.requests.filter(({ request: { method } }) => method === 'POST').length;
const focused = (): string => document.activeElement?.textContent?.trim() ?? '';

async function ask(page: ShownPage): Promise<void> {
  // As a click or Enter does it: the button has the focus.
  page.button('Refuse…').focus();
  page.button('Refuse…').click();
  await page.settle();
}

describe('my recovery code', () => {
  it('says where one comes from while there is none, and that nothing waits', async () => {
    const page = await show(none);
    expect(page.text).toContain('No recovery code yet');
    expect(page.text).toContain('holdfast enrol');
    expect(commands(page)).toEqual(['holdfast recovery-code prove']);
    expect(page.text).toContain('Nothing waits');
    expect(page.text).toContain('nobody can look them up, send them again or reset them');
  });

  it('says when it was made and proven, when it is due, and how both are done', async () => {
    const page = await show(proven);
    expect(page.text).toContain('There is nothing to do.');
    expect(page.text).toContain('MadeJan 1, 2026Last provenJan 2, 2026');
    expect(page.text).toContain('again on Jan 2, 2999');
    expect(commands(page)).toEqual(['holdfast recovery-code prove', 'holdfast recovery-code replace']);
    TestBed.resetTestingModule();
    const never = await show({ ...proven, dueOn: null });
    expect(never.text).toContain('your policy does not ask for it');
  });

  it('says plainly that it was never proven', async () => {
    const page = await show({ ...proven, provenOn: null, dueOn: '2026-01-01' });
    expect(page.text).toContain('Never proven');
    expect(page.text).toContain('Nobody knows yet whether you have your code');
    expect(page.text).toContain('Last provenneverTo be provennow');
  });

  it('says since when it is due, from that day on', async () => {
    const today = new Date().toISOString().slice(0, 10);
    const page = await show({ ...proven, dueOn: today });
    expect(page.text).toContain('To be proven again');
    expect(page.text).toContain('nothing is cut off');
    expect(page.text).not.toContain('There is nothing to do.');
  });

  it('keeps the place of both while they load', async () => {
    const page = await show(PENDING, [], { [WAITING]: PENDING });
    expect(page.all('hf-skeleton')).toHaveLength(2);
    expect(page.all('hf-code-dates, hf-waiting')).toEqual([]);
  });

  it('shows the one part where the other cannot be read', async () => {
    const page = await show(AWAY, [request]);
    expect(page.text).toContain('Your recovery code’s dates could not be read.');
    expect(page.text).toContain('Lea’s new laptop');
    TestBed.resetTestingModule();
    const noList = await show(proven, [], { [WAITING]: AWAY });
    expect(noList.text).toContain('The workstations that wait could not be read.');
    expect(noList.text).toContain('There is nothing to do.');
  });
});

describe('workstations that wait', () => {
  it('are let in on another one; no name of theirs gets into a command', async () => {
    const page = await show(proven, [request]);
    expect(page.text).toContain('macOS · asked');
    expect(page.text).toContain('waits until Jan 8, 2026');
    expect(commands(page)).toContain('holdfast approve');
    TestBed.resetTestingModule();
    const two = await show(proven, [request, other]);
    expect(commands(two)).toContain('holdfast approve abcdef01');
    expect(commands(two).some((command) => command?.includes('rm -rf'))).toBe(false);
  });

  it('are refused by keyboard only after saying what that means', async () => {
    const replies: Record<string, unknown> = {
      [CODE]: proven,
      [WAITING]: { items: [request] },
      [REFUSE]: null,
    };
    const page = await showPage(RecoveryPage, '', replies, EMPLOYEE);
    await ask(page);
    expect(document.activeElement?.getAttribute('role')).toBe('alertdialog');
    expect(page.text).toContain('end its enrolment too, and tell your IT');
    document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await page.settle();
    expect(page.all('[role=alertdialog]')).toEqual([]);
    expect(focused()).toBe('Refuse…');
    await ask(page);
    page.button('Leave it waiting').click();
    await page.settle();
    expect(posted(page)).toBe(0);
    await ask(page);
    replies[WAITING] = { items: [] };
    page.button('Refuse it').click();
    await page.settle();
    expect(posted(page)).toBe(1);
    expect(page.text).toContain('Nothing waits');
    expect(document.body.textContent).toContain('Refused: Lea’s new laptop is not let in.');
  });

  it('stay while they could not be refused, and go when they were answered elsewhere', async () => {
    const replies: Record<string, unknown> = {
      [CODE]: proven,
      [WAITING]: { items: [request] },
      [REFUSE]: AWAY,
    };
    const page = await showPage(RecoveryPage, '', replies, EMPLOYEE);
    await ask(page);
    page.button('Refuse it').click();
    await page.settle();
    expect(page.text).toContain('Nothing was refused.');
    expect(page.all('[role=alertdialog]')).toHaveLength(1);
    replies[REFUSE] = { problem: 'join-request-over', status: 409 };
    replies[WAITING] = { items: [] };
    page.button('Refuse it').click();
    await page.settle();
    expect(page.text).toContain('This request was answered already');
    expect(page.text).toContain('Nothing waits');
  });
});
