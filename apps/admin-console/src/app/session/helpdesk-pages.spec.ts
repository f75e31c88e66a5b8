import { describe, expect, it } from '@jest/globals';
import { LocationsPage } from '../storage/locations.page';
import { OverviewPage } from '../overview/overview.page';
import { PhoneListPage } from '../phones/phone-list.page';
import { PhonePage } from '../phones/phone.page';
import { PolicyPage } from '../policies/policy.page';
import { overviewAnswer, page as pageOf, phoneDetail, phoneRow, policyDetail } from '../testing/answers';
import { CLOSED_DAYS, QUIET_ASIDE } from '../testing/coverage-answers';
import { HELPDESK } from '../testing/helpdesk';
import { ID, showPage } from '../testing/show-page';

// Answers as the api gives them to this role: what it may not read is null.
describe('what the helpdesk sees', () => {
  it('of a phone: state and next step, and neither versions nor runs are asked for', async () => {
    const progress = {
      phase: 'reading',
      filesDone: null,
      filesTotal: null,
      bytesDone: null,
      bytesTotal: null,
      bytesPerSecond: null,
    };
    const currentRun = {
      id: ID,
      kind: 'backup',
      outcome: 'running',
      on: '2026-01-02',
      progress,
      cause: null,
    };
    const phone = { ...phoneDetail, snapshots: null, currentRun: { ...currentRun, sentence: 'Runs.' } };
    const shown = await showPage(
      PhonePage,
      `/${ID}`,
      { ...QUIET_ASIDE, [`GET /api/v1/phones/${ID}`]: phone },
      HELPDESK,
    );
    expect(shown.text).toContain('Lea plugs the phone in.');
    expect(shown.text).toContain('Back up now');
    expect(shown.text).not.toContain('Versions');
    expect(shown.all('mat-progress-bar')[0]?.getAttribute('mode')).toBe('indeterminate');
    expect(shown.text).not.toMatch(/null|0 B/);
  });

  it('of phones: no count of versions', async () => {
    const answer = pageOf([{ ...phoneRow, snapshots: null }]);
    const shown = await showPage(PhoneListPage, '', { 'GET /api/v1/phones': answer }, HELPDESK);
    expect(shown.all('th[scope=col]').map((column) => column.textContent)).toEqual([
      'Phone',
      'Employee',
      'State',
      'Newest version',
      'Copies',
    ]);
    expect(shown.all('tbody tr:first-child > *')).toHaveLength(5);
  });

  it('of the company: who is protected, without sizes and without the report', async () => {
    const storage = { locations: 1, storedBytes: null, snapshots: null };
    const recentRuns = overviewAnswer.recentRuns.map((run) => ({ ...run, bytesRead: null }));
    const answer = { ...overviewAnswer, storage, recentRuns };
    const shown = await showPage(
      OverviewPage,
      '',
      { ...CLOSED_DAYS, 'GET /api/v1/overview': answer },
      HELPDESK,
    );
    expect(shown.text).toContain('388 of 440');
    expect(shown.text).toContain('Recent runs');
    expect(shown.text).not.toMatch(/Storage|Download|KiB|0 B/);
  });

  it('of storage: that it is there, and what it does not protect against', async () => {
    const unknown = { place: null, storedBytes: null, repositories: null, snapshots: null };
    const answer = pageOf([
      { id: ID, name: 'Folder', kind: 'served-folder', ...unknown, caution: 'One machine.' },
    ]);
    const shown = await showPage(LocationsPage, '', { 'GET /api/v1/locations': answer }, HELPDESK);
    expect(shown.text).toContain('Folder of this server');
    expect(shown.text).toContain('One machine.');
    const columns = shown.all('th[scope=col]').map((one) => one.textContent);
    expect(columns).toEqual(['Location', 'Lies in', 'Ends on', 'Price']);
    expect(shown.text).not.toContain('Connect a bucket');
  });

  it('of a policy: what it says, not who published it', async () => {
    const { policy, publishedAt } = policyDetail;
    const versions = pageOf([{ version: 2, publishedAt, publishedBy: null, policy }]);
    const at = `GET /api/v1/policies/${ID}`;
    const shown = await showPage(
      PolicyPage,
      `/${ID}`,
      { [at]: policyDetail, [`${at}/versions`]: versions },
      HELPDESK,
    );
    expect(shown.text).toContain('Version 2');
    expect(shown.text).not.toMatch(/Version 2 by|null|Edit the policy/);
  });
});
