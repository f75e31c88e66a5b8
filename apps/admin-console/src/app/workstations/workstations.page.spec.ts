import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import type { Permission } from '@holdfast/contracts';
import { page as pageOf } from '../testing/answers';
import { HELPDESK } from '../testing/helpdesk';
import { ID, showPage } from '../testing/show-page';
import { WorkstationsPage } from './workstations.page';

const workstation = {
  id: ID,
  label: 'Lea’s laptop',
  os: 'linux',
  agentVersion: '0.1.0',
  employee: { id: ID, name: 'Lea Brandt' },
  lastSeenOn: null,
  phones: 1,
  keyStore: 'file',
  revokedOn: null,
};

describe('workstations', () => {
  it('says openly where keys are kept, and leads to the employee', async () => {
    const page = await showPage(WorkstationsPage, '', { 'GET /api/v1/workstations': pageOf([workstation]) });
    expect(page.text).toContain('Lea’s laptopLinux');
    expect(page.text).toContain('file on the laptop, readable by its user only');
    expect(page.text).toContain('never');
    expect(page.all('a.row')[0]?.getAttribute('href')).toBe(`/people/${ID}`);
  });

  it('cuts a laptop off when asked twice, and only for whose role may', async () => {
    const replies: Record<string, unknown> = {
      'GET /api/v1/workstations': pageOf([workstation]),
      [`DELETE /api/v1/workstations/${ID}/agent`]: null,
    };
    const page = await showPage(WorkstationsPage, '', replies);
    page.button('Revoke…').click();
    await page.settle();
    expect(page.text).toContain('It backs nothing up from its next try on. What it backed up is kept.');
    replies['GET /api/v1/workstations'] = pageOf([{ ...workstation, revokedOn: '2026-01-02' }]);
    page.button('Cut it off').click();
    await page.settle();
    expect(page.text).toContain('revoked');
    expect(page.requests.some(({ request }) => request.method === 'DELETE')).toBe(true);
    TestBed.resetTestingModule();
    const auditor = { ...HELPDESK, permissions: ['coverage.read', 'own'] as Permission[] };
    const read = await showPage(
      WorkstationsPage,
      '',
      { 'GET /api/v1/workstations': pageOf([workstation]) },
      auditor,
    );
    expect(read.text).not.toContain('Revoke');
  });
});
