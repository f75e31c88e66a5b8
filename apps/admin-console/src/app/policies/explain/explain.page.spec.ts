import { describe, expect, it } from '@jest/globals';
import { page as pageOf } from '../../testing/answers';
import { ID, showPage } from '../../testing/show-page';
import { ExplainPage } from './explain.page';

const PEOPLE = 'GET /api/v1/people';
const EXPLAIN = `GET /api/v1/people/${ID}/policy`;
const lea = { id: ID, name: 'Lea Brandt', department: 'Finance' };
const explained = {
  policyId: ID,
  name: 'Drivers',
  version: 2,
  because: '“Drivers” is assigned to the group “Lorries”.',
  lost: [
    {
      policyId: ID,
      policyName: 'Default',
      group: null,
      priority: 0,
      because: 'floor' as const,
      sentence: 'Everybody’s policy only covers whom no group’s does.',
    },
  ],
};

describe('who is covered by what', () => {
  it('asks nothing before somebody is searched', async () => {
    const page = await showPage(ExplainPage, '', {});
    expect(page.text).toContain('Search by name or e-mail address.');
    expect(page.requests).toHaveLength(0);
  });

  it('finds people, each an address of its own', async () => {
    const page = await showPage(ExplainPage, '?q=lea', { [PEOPLE]: pageOf([lea]) });
    expect(page.all('a.chip').map((link) => link.getAttribute('href'))).toContain(`/page?q=lea&person=${ID}`);
    const nobody = await showPageAgain(page);
    expect(nobody).toContain('Nobody is called so.');
  });

  it('shows the assignment that won, and why each other did not', async () => {
    const replies = { [PEOPLE]: pageOf([lea]), [EXPLAIN]: explained };
    const page = await showPage(ExplainPage, `?q=lea&person=${ID}`, replies);
    expect(page.text).toContain('Lea Brandt');
    expect(page.text).toContain('“Drivers” is assigned to the group “Lorries”.');
    expect(page.text).toContain('Only where no group decides');
    expect(page.text).toContain('Everybody’s policy only covers');
    expect(page.all('a[href="/policies/assignments"]').length).toBeGreaterThan(1);
  });

  it('says it when there is nobody', async () => {
    const page = await showPage(ExplainPage, `?person=${ID}`, {
      [EXPLAIN]: { problem: 'not-found', status: 404 },
    });
    expect(page.text).toContain('It could not be told.');
  });
});

async function showPageAgain(page: Awaited<ReturnType<typeof showPage>>): Promise<string> {
  page.replies[PEOPLE] = pageOf([]);
  await page.harness.navigateByUrl('/page?q=xyz');
  await page.settle();
  return page.text;
}
