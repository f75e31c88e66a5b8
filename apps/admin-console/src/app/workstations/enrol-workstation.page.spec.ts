import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import { HELPDESK } from '../testing/helpdesk';
import { ID, showPage } from '../testing/show-page';
import { EnrolWorkstationPage, Leave } from './enrol-workstation.page';

const AT = `/api/v1/agent-authorizations/${ID}`;
const asked = {
  employee: { name: 'Lea Brandt', email: 'lea@northwind.example' },
  company: { name: 'Northwind Ltd' },
  workstation: { label: 'Lea’s laptop', os: 'macos' },
  askedAt: new Date().toISOString(),
};
const BACK = 'http://localhost:4700/oauth/auth/x';
const NOT_FOUND = { problem: 'not-found', status: 404 };

const showAt = (replies: Record<string, unknown>, id = ID) =>
  showPage(EnrolWorkstationPage, `/${id}`, replies, HELPDESK);

describe('a laptop that asks to be enrolled', () => {
  it('says whose account, which laptop and since when, to whatever role', async () => {
    const page = await showAt({ [`GET ${AT}`]: asked });
    expect(page.text).toContain('Enrol this laptop?');
    expect(page.text).toContain('Lea’s laptop · macOS');
    expect(page.text).toContain('Lea Brandt · lea@northwind.example');
    expect(page.all('time')[0]?.getAttribute('datetime')).toBe(asked.askedAt);
    expect(page.all<HTMLButtonElement>('button').map((button) => button.textContent?.trim())).toEqual([
      'Enrol this laptop',
      'Not mine',
    ]);
  });

  it.each([
    ['Enrol this laptop', 'approve', 'Enrolled. Going back'],
    ['Not mine', 'refuse', 'Turned away. Nothing was enrolled.'],
  ])('%s leads back to the laptop', async (button, verb, said) => {
    const page = await showAt({ [`GET ${AT}`]: asked, [`POST ${AT}/${verb}`]: { continueAt: BACK } });
    const assigned: string[] = [];
    TestBed.inject(Leave).to = (address) => assigned.push(address);
    page.button(button).click();
    await page.settle();
    expect(assigned).toEqual([BACK]);
    expect(page.text).toContain(said);
    expect(page.all('button')).toEqual([]);
  });

  it('says that a request is no longer open, by its address or when it is decided', async () => {
    const gone = await showAt({ [`GET ${AT}`]: NOT_FOUND });
    expect(gone.text).toContain('This request is no longer open');
    expect(gone.text).toContain('opened in another browser');
    expect(gone.all('button')).toEqual([]);
    TestBed.resetTestingModule();
    const late = await showAt({ [`GET ${AT}`]: asked, [`POST ${AT}/approve`]: NOT_FOUND });
    late.button('Enrol this laptop').click();
    await late.settle();
    expect(late.text).toContain('This request is no longer open');
    TestBed.resetTestingModule();
    expect((await showAt({}, 'closed')).text).toContain('Run holdfast enrol on the laptop once more');
    TestBed.resetTestingModule();
    expect((await showAt({}, 'refused')).text).toContain('Nothing was enrolled');
  });

  it('tells what failed, and lets it be tried again', async () => {
    const away = { problem: 'database-unreachable', status: 503 };
    const replies: Record<string, unknown> = { [`GET ${AT}`]: away };
    const page = await showAt(replies);
    expect(page.text).toContain('The request could not be read.');
    replies[`GET ${AT}`] = asked;
    page.button('Try again').click();
    await page.settle();
    replies[`POST ${AT}/approve`] = away;
    page.button('Enrol this laptop').click();
    await page.settle();
    expect(page.text).toContain('Nothing was decided.');
    expect(page.button('Enrol this laptop').disabled).toBe(false);
  });
});
