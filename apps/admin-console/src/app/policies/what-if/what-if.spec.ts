import { TestBed } from '@angular/core/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { WhatIf } from '../../client/models/what-if';
import { page as pageOf, policyDetail } from '../../testing/answers';
import { CHECK, checked } from '../../testing/policy-answers';
import { ID, type Reply, type ShownPage, showPage } from '../../testing/show-page';
import { EditPolicyPage } from '../edit/edit-policy.page';
import { CHECK_AFTER } from '../edit/policy-editing';

const ASK = 'POST /api/v1/policies/what-if';
const ONE = `/api/v1/policies/what-if/${ID}`;
const running: WhatIf = { id: ID, state: 'running', progress: { people: 120, of: 440 }, result: null };
const result: NonNullable<WhatIf['result']> = {
  people: { covered: 440, protectedNow: 388, protectedThen: 361, lost: 28, won: 1 },
  gaps: [
    { code: 'overdue', now: 7, then: 34 },
    { code: 'damaged', now: 0, then: 0 },
  ],
  losers: [{ id: ID, name: 'Lea Brandt', gaps: ['overdue'] }],
  upload: { phones: 12, bytes: 3 * 1024 ** 3, categories: ['messages'] },
  prune: { versions: 4, bytes: 1024 ** 2, keptVersions: 0, keptBytes: 0 },
  cost: { currency: 'EUR', now: 41.2, then: 44.1, pricesAsOf: '2026-11-01', leavesOut: ['No requests.'] },
};
const done: WhatIf = { ...running, state: 'done', progress: { people: 440, of: 440 }, result };

async function changed(replies: Record<string, Reply>): Promise<ShownPage> {
  const page = await showPage(EditPolicyPage, `/${ID}`, {
    [`GET /api/v1/policies/${ID}`]: policyDetail,
    [CHECK]: checked(),
    'GET /api/v1/locations': pageOf([]),
    [ASK]: { id: ID },
    ...replies,
  });
  expect(page.button('See what this would change').disabled).toBe(true);
  page.fill('Overdue after, hours', '72');
  await page.settle();
  page.button('See what this would change').click();
  await page.settle();
  return page;
}

beforeEach(() => {
  TestBed.configureTestingModule({ providers: [{ provide: CHECK_AFTER, useValue: 0 }] });
});
afterEach(() => {
  sessionStorage.clear();
});

describe('what a draft would change', () => {
  it('is asked of the draft as it stands, and stands before the button that publishes', async () => {
    const page = await changed({ [`GET ${ONE}`]: done });
    const posted = page.requests.find(({ request }) => request.url.endsWith('/what-if'));
    expect(posted?.request.body).toMatchObject({
      policyId: ID,
      policy: { name: 'Default', schedule: { maxAgeHours: 72 } },
    });
    expect(page.text.indexOf('What it would do')).toBeLessThan(page.text.indexOf('Publish version 3'));
    expect(page.button('Publish version 3').disabled).toBe(false);
  });

  it('tells who would lose protection and why, gaps, upload, versions and cost', async () => {
    const page = await changed({ [`GET ${ONE}`]: done });
    for (const said of [
      '388 → 361 of 440 people',
      '28 would lose it, 1 would win it',
      'Lea BrandtOverdue',
      'Overdue734',
      'About 3.00 GiB from 12 phones: messages',
      '4 versions that are kept now would go (1.00 MiB)',
      'no version is removed yet',
      '€41.20 → €44.10',
      'By prices of Nov 1, 2026',
      'No requests.',
      'Named are the first 1.',
    ])
      expect(page.text).toContain(said);
    expect(page.text).not.toContain('Damaged');
    expect(
      page
        .all('a')
        .find((link) => link.textContent === 'Lea Brandt')
        ?.getAttribute('href'),
    ).toBe(`/people/${ID}`);
    page.fill('Overdue after, hours', '48');
    await page.settle();
    expect(page.text).toContain('The draft has changed since');
  });

  it('says so where no location has a price', async () => {
    const page = await changed({ [`GET ${ONE}`]: { ...done, result: { ...result, cost: null } } });
    expect(page.text).toContain('No location has a price');
    expect(page.all('a[href="/storage"]')).toHaveLength(1);
  });

  it('shows how far it has come, and stops', async () => {
    const page = await changed({ [`GET ${ONE}`]: running, [`DELETE ${ONE}`]: null });
    expect(page.text).toContain('Computed for 120 of 440 people');
    page.replies[`GET ${ONE}`] = { ...running, state: 'cancelled' };
    page.button('Stop it').click();
    await page.settle();
    expect(page.text).toContain('Stopped before it was done.');
    expect(page.button('See what this would change').disabled).toBe(false);
  });

  it('says what failed, of the asking and of the computing', async () => {
    const refused = await changed({ [ASK]: { problem: 'too-many-requests', status: 429 } });
    expect(refused.text).toContain('What it would change could not be found out.');
    refused.replies[ASK] = { id: ID };
    refused.replies[`GET ${ONE}`] = { ...running, state: 'failed' };
    refused.button('Try again').click();
    await refused.settle();
    expect(refused.text).toContain('It could not be computed.');
  });
});
