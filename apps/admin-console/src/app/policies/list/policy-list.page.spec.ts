import { describe, expect, it } from '@jest/globals';
import { page as pageOf, policyDetail } from '../../testing/answers';
import { ID, OWNER, PENDING, type Reply, showPage } from '../../testing/show-page';
import { PolicyListPage } from './policy-list.page';

const OTHER = '00000000-0000-4000-8000-000000000002';
const RETIRE = `POST /api/v1/policies/${OTHER}/retirement`;
const { policy: _, ...row } = policyDetail;
const line = { policyId: ID, policyName: 'Default', group: null, priority: 0, since: '2026-01-01' };
const replies: Record<string, Reply> = {
  'GET /api/v1/policies': pageOf([row, { ...row, id: OTHER, name: 'Drivers', people: 0, phones: 0 }]),
  'GET /api/v1/policies/assignments': {
    revision: 4,
    items: [
      { ...line, group: { id: OTHER, name: 'Sales' }, priority: 10, people: 12, phones: 2 },
      { ...line, people: 19, phones: 1 },
    ],
  },
};

describe('the policies in use', () => {
  it('show whom each covers and by which assignment', async () => {
    const page = await showPage(PolicyListPage, '', replies);
    expect(page.text).toContain('31 people');
    expect(page.text).toContain('Sales, Everybody');
    expect(page.all('a[href="/policies/new"]')).toHaveLength(1);
    expect(page.all('nav a').map((link) => link.getAttribute('href'))).toContain('/policies/assignments');
  });

  it('retire only what is assigned to nobody, once that is confirmed', async () => {
    const page = await showPage(PolicyListPage, '', { ...replies, [RETIRE]: null });
    expect(page.all('hf-retire')).toHaveLength(1);
    page.button('Retire…').click();
    await page.settle();
    expect(page.text).toContain('Its versions stay, as evidence.');
    page.button('Retire it').click();
    await page.settle();
    expect(page.requests.filter(({ request }) => request.method === 'POST')).toHaveLength(1);
    expect(document.body.textContent).toContain('“Drivers” is retired.');
  });

  it('say why one is still in use', async () => {
    const problem = { problem: 'policy-assigned', status: 409 };
    const page = await showPage(PolicyListPage, '', { ...replies, [RETIRE]: problem });
    page.button('Retire…').click();
    await page.settle();
    page.button('Retire it').click();
    await page.settle();
    expect(document.body.textContent).toContain('“Drivers” is still in use.');
  });

  it('offer no change to whoever only reads, and wait', async () => {
    const auditor = { ...OWNER, permissions: ['policies.read' as const] };
    const page = await showPage(
      PolicyListPage,
      '',
      { ...replies, 'GET /api/v1/policies/assignments': PENDING },
      auditor,
    );
    expect(page.text).toContain('Drivers');
    expect(page.text).not.toContain('Make a policy');
    expect(page.all('hf-retire')).toHaveLength(0);
  });
});
