import { describe, expect, it } from '@jest/globals';
import { page as pageOf } from '../testing/answers';
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
};

describe('workstations', () => {
  it('says openly where keys are kept, and leads to the employee', async () => {
    const page = await showPage(WorkstationsPage, '', { 'GET /api/v1/workstations': pageOf([workstation]) });
    expect(page.text).toContain('Lea’s laptopLinux');
    expect(page.text).toContain('file on the laptop, readable by its user only');
    expect(page.text).toContain('never');
    expect(page.all('a.row')[0]?.getAttribute('href')).toBe(`/people/${ID}`);
  });
});
