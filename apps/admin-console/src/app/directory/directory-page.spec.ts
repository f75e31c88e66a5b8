import { describe, expect, it } from '@jest/globals';
import type { Directory } from '@holdfast/contracts';
import { page as pageOf } from '../testing/answers';
import { ID, OWNER, showPage } from '../testing/show-page';
import { DirectoryPage } from './directory.page';

const GET = 'GET /api/v1/directory';
const HELD = 'GET /api/v1/directory/held';
const directory: Directory = {
  baseUrl: 'https://holdfast.example/scim/v2',
  limits: { sharePercent: 10, windowHours: 24 },
  tokens: [],
  spokeOn: null,
  people: 0,
  groups: 0,
  held: null,
};
const token = {
  id: ID,
  label: 'Entra ID',
  madeOn: '2026-01-01',
  expiresOn: '2027-01-01',
  usedOn: '2026-11-26',
  state: 'ends-soon' as const,
};
const held = { count: 89, of: 99, since: '2026-11-26', upTo: 89 };
const person = {
  id: ID,
  name: 'Lea Brandt',
  department: 'Finance',
  cause: 'directory-deleted',
  askedOn: '2026-11-26',
};

describe('the directory', () => {
  it('begins with the address to give it, and says that none has spoken', async () => {
    const page = await showPage(DirectoryPage, '', { [GET]: directory });
    expect(page.text).toContain('https://holdfast.example/scim/v2');
    expect(page.text).toContain('No directory has spoken yet');
    expect(page.text).toContain('None yet: no directory can speak to Holdfast');
    expect(page.text).toContain('Okta');
  });

  it('makes a token that is shown once', async () => {
    const page = await showPage(DirectoryPage, '', {
      [GET]: directory,
      'POST /api/v1/directory/tokens': { token: 'hfd_secret', made: token },
    });
    page.button('Make the token').click();
    await page.settle();
    expect(page.text).toContain('A label is needed');
    page.fill('Label', 'Entra ID');
    page.button('Make the token').click();
    await page.settle();
    const posted = page.requests.find(({ request }) => request.method === 'POST');
    expect(posted?.request.body).toEqual({ label: 'Entra ID', days: 365 });
    expect(page.text).toContain('hfd_secret');
    page.button('Hide the token').click();
    await page.settle();
    expect(page.text).not.toContain('hfd_secret');
  });

  it('warns of a token that ends soon, and asks before it revokes one', async () => {
    const page = await showPage(DirectoryPage, '', {
      [GET]: { ...directory, tokens: [token], spokeOn: '2026-11-26', people: 440, groups: 12 },
      [`DELETE /api/v1/directory/tokens/${ID}`]: null,
    });
    expect(page.text).toContain('Ends soon: make a new one');
    expect(page.text).toContain('440 people');
    page.button('Revoke…').click();
    await page.settle();
    expect(page.requests.some(({ request }) => request.method === 'DELETE')).toBe(false);
    page.button('Revoke it').click();
    await page.settle();
    expect(page.requests.some(({ request }) => request.method === 'DELETE')).toBe(true);
    expect(document.body.textContent).toContain('“Entra ID” is revoked');
  });

  it('shows who would be removed, of how many, and confirms until nobody is left', async () => {
    const replies: Record<string, unknown> = {
      [GET]: { ...directory, held },
      [HELD]: pageOf([person], null, 89),
      'POST /api/v1/directory/held/confirm': { decided: 50, left: 39 },
    };
    const page = await showPage(DirectoryPage, '', replies);
    expect(page.text).toContain('The directory would remove 89 people');
    expect(page.text).toContain('89 of 99 active people');
    expect(page.text).toContain('Lea Brandt');
    page.button('Confirm: 89 people leave…').click();
    await page.settle();
    expect(page.text).toContain('can no longer sign in');
    page.button('Confirm: 89 people leave').click();
    await new Promise((resolve) => setTimeout(resolve));
    replies['POST /api/v1/directory/held/confirm'] = { decided: 39, left: 0 };
    await page.settle();
    const posts = page.requests.filter(({ request }) => request.method === 'POST');
    expect(posts.map(({ request }) => request.body as unknown)).toContainEqual({ upTo: 89 });
    expect(document.body.textContent).toContain('They have left.');
  });

  it('keeps everybody where that is the answer', async () => {
    const page = await showPage(DirectoryPage, '', {
      [GET]: { ...directory, held },
      [HELD]: pageOf([person]),
      'POST /api/v1/directory/held/refuse': { decided: 89, left: 0 },
    });
    page.button('Refuse: keep them').click();
    await page.settle();
    expect(page.requests.filter(({ request }) => request.url.endsWith('/refuse'))).toHaveLength(1);
    expect(page.requests.filter(({ request }) => request.url === '/api/v1/directory')).toHaveLength(2);
  });

  it('sets the limit within its bounds', async () => {
    const limits = { sharePercent: 20, windowHours: 24 };
    const page = await showPage(DirectoryPage, '', {
      [GET]: directory,
      'PATCH /api/v1/directory': { ...directory, limits },
    });
    page.fill('Share of active people, per cent', '0');
    page.button('Keep the limit').click();
    await page.settle();
    expect(page.text).toContain('A whole number from 1 to 100.');
    page.fill('Share of active people, per cent', '20');
    page.button('Keep the limit').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.body).toEqual(limits);
  });

  it('offers no change to an auditor', async () => {
    const auditor = { ...OWNER, permissions: ['directory.read' as const] };
    const replies = { [GET]: { ...directory, held, tokens: [token] }, [HELD]: pageOf([person]) };
    const page = await showPage(DirectoryPage, '', replies, auditor);
    expect(page.text).toContain('10 per cent within 24 hours');
    for (const offer of ['Confirm:', 'Refuse:', 'Revoke', 'Make the token', 'Keep the limit'])
      expect(page.all('button').some((one) => one.textContent?.includes(offer))).toBe(false);
  });

  it('says what failed', async () => {
    const page = await showPage(DirectoryPage, '', {
      [GET]: { problem: 'database-unreachable', status: 503 },
    });
    expect(page.text).toContain('The directory could not be read.');
  });
});
