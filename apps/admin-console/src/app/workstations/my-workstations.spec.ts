import { describe, expect, it } from '@jest/globals';
import type { OwnWorkstation } from '@holdfast/contracts';
import { TestBed } from '@angular/core/testing';
import { HELPDESK } from '../testing/helpdesk';
import { ID, showPage } from '../testing/show-page';
import { MyWorkstationsPage } from './my-workstations.page';

const AT = 'GET /api/v1/account/workstations';
const END = `DELETE /api/v1/account/workstations/${ID}/agent`;
const laptop: OwnWorkstation = {
  id: ID,
  label: 'Lea’s laptop',
  os: 'linux',
  enrolledOn: '2026-01-01',
  lastSeenOn: null,
  keyStore: 'file',
  phones: [{ id: ID, label: 'Work phone' }],
  revokedOn: null,
  revokedBecause: null,
};

describe('my workstations', () => {
  it('says where the key lies and which phones there are, and ends an enrolment asked twice', async () => {
    const replies: Record<string, unknown> = { [AT]: { items: [laptop] }, [END]: null };
    const page = await showPage(MyWorkstationsPage, '', replies, HELPDESK);
    expect(page.text).toContain('Lea’s laptopEnrolled · ');
    expect(page.text).toContain('file on the laptop, readable by its user only');
    expect(page.text).toContain('Work phone');
    page.button('End its enrolment…').click();
    await page.settle();
    expect(page.text).toContain('What it backed up is kept');
    page.button('Leave it enrolled').click();
    await page.settle();
    expect(page.requests.map(({ request }) => request.method)).not.toContain('DELETE');
    page.button('End its enrolment…').click();
    await page.settle();
    replies[AT] = { items: [{ ...laptop, revokedOn: '2026-01-02', revokedBecause: 'by-hand' }] };
    page.button('End its enrolment').click();
    await page.settle();
    expect(page.text).toContain('Not enrolled');
    expect(page.text).not.toContain('End its enrolment');
  });

  it('releases a phone asked twice, and says when it could not', async () => {
    const release = `DELETE /api/v1/account/phones/${ID}/enrolment`;
    const replies: Record<string, unknown> = {
      [AT]: { items: [laptop] },
      [release]: { problem: 'database-unreachable', status: 503 },
    };
    const page = await showPage(MyWorkstationsPage, '', replies, HELPDESK);
    page.button('Lost, sold or given back…').click();
    await page.settle();
    expect(page.text).toContain('What is backed up of it stays and can be restored');
    page.button('Stop protecting it').click();
    await page.settle();
    expect(document.body.textContent).toContain('“Work phone” is still protected.');
    Object.assign(replies, { [release]: null, [AT]: { items: [{ ...laptop, phones: [] }] } });
    page.button('Stop protecting it').click();
    await page.settle();
    expect(page.text).toContain('none enrolled');
    expect(document.body.textContent).toContain('“Work phone” is released.');
  });

  it('tells plainly when its access was used from two places', async () => {
    const copied: OwnWorkstation = { ...laptop, revokedOn: '2026-01-02', revokedBecause: 'token-reused' };
    const page = await showPage(MyWorkstationsPage, '', { [AT]: { items: [copied] } }, HELPDESK);
    expect(page.text).toContain('Its access was used from two places');
  });

  it('says what to do where there is none, and when it cannot be read or changed', async () => {
    const none = await showPage(MyWorkstationsPage, '', { [AT]: { items: [] } }, HELPDESK);
    expect(none.text).toContain('No laptop of yours is enrolled');
    TestBed.resetTestingModule();
    const away = { problem: 'database-unreachable', status: 503 };
    expect((await showPage(MyWorkstationsPage, '', { [AT]: away }, HELPDESK)).text).toContain(
      'Your workstations could not be read.',
    );
    TestBed.resetTestingModule();
    const page = await showPage(MyWorkstationsPage, '', { [AT]: { items: [laptop] }, [END]: away }, HELPDESK);
    page.button('End its enrolment…').click();
    await page.settle();
    page.button('End its enrolment').click();
    await page.settle();
    expect(page.text).toContain('It is still enrolled.');
  });
});
