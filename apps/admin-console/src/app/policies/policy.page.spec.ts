import { describe, expect, it } from '@jest/globals';
import { page as pageOf, policyDetail } from '../testing/answers';
import { ID, showPage } from '../testing/show-page';
import { EditPolicyPage } from './edit/edit-policy.page';
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

  it('says of a retired one since when, and offers no edit that would be refused', async () => {
    const retired = { ...policyDetail, retiredOn: '2026-01-03' };
    const page = await showPage(PolicyPage, `/${ID}`, { [one]: retired, [`${one}/versions`]: versions });
    expect(page.text).toContain('It covers nobody and takes no new version');
    expect(page.text).not.toContain('Edit the policy');
  });

  it('that is retired is not edited', async () => {
    const edit = await showPage(EditPolicyPage, `/${ID}`, {
      [one]: { ...policyDetail, retiredOn: '2026-01-03' },
    });
    expect(edit.text).toContain('This policy was retired');
    expect(edit.element.querySelector('form')).toBeNull();
  });
});
