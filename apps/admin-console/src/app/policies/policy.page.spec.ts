import { describe, expect, it } from '@jest/globals';
import { page as pageOf, policyDetail } from '../testing/answers';
import { ID, showPage } from '../testing/show-page';
import { PolicyPage } from './policy.page';

const one = `GET /api/v1/policies/${ID}`;
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

describe('a policy', () => {
  it('shows its paragraph, its sections and what each version changed', async () => {
    const page = await showPage(PolicyPage, `/${ID}`, { [one]: policyDetail, [`${one}/versions`]: versions });
    expect(page.text).toContain('Backs up photos daily.');
    expect(page.text).toContain('A phone is overdue when its newest version is older than 7 days');
    expect(page.text).toContain('Overdue after, hours: 336 → 168');
    expect(page.text).toContain('First version');
  });
});
