import { describe, expect, it } from '@jest/globals';
import type { ApiScope, ApiToken } from '@holdfast/contracts';
import { ID, showPage } from '../testing/show-page';
import { ApiTokensPage } from './api-tokens.page';

const GET = 'GET /api/v1/api-tokens';
const POST = 'POST /api/v1/api-tokens';
const scopes: ApiScope[] = ['policies.read', 'inventory.write'];
const token: ApiToken = {
  id: ID,
  label: 'Intune export',
  scopes: ['inventory.write'],
  madeBy: 'Olga Owner',
  madeOn: '2026-11-01',
  expiresOn: '2026-12-05',
  usedOn: null,
  state: 'ends-soon',
};

describe('API tokens', () => {
  it('makes one with the scopes that were chosen, and shows it once', async () => {
    const page = await showPage(ApiTokensPage, '', {
      [GET]: { items: [], scopes },
      [POST]: { token: 'hfc_secret', made: token },
    });
    expect(page.text).toContain('None yet: no script can call Holdfast');
    page.fill('Label', 'Intune export');
    page.button('Make the token').click();
    await page.settle();
    expect(page.text).toContain('Choose at least one');
    const boxes = page.all<HTMLInputElement>('mat-checkbox input');
    expect(boxes).toHaveLength(2);
    boxes[1]?.click();
    await page.settle();
    page.button('Make the token').click();
    await page.settle();
    const sent = page.requests.find(({ request }) => request.method === 'POST')?.request.body as unknown;
    expect(sent).toEqual({ label: 'Intune export', days: 90, scopes: ['inventory.write'] });
    expect(page.text).toContain('hfc_secret');
    page.button('Hide the token').click();
    await page.settle();
    expect(page.text).not.toContain('hfc_secret');
  });

  it('says what each may do, who made it and that it ends, and asks before it revokes one', async () => {
    const page = await showPage(ApiTokensPage, '', {
      [GET]: { items: [token], scopes },
      [`DELETE /api/v1/api-tokens/${ID}`]: null,
    });
    for (const text of ['Replace a source of the inventory', 'made by Olga Owner', 'Ends soon', 'never used'])
      expect(page.text).toContain(text);
    page.button('Revoke…').click();
    await page.settle();
    expect(page.requests.some(({ request }) => request.method === 'DELETE')).toBe(false);
    page.button('Revoke it').click();
    await page.settle();
    expect(document.body.textContent).toContain('“Intune export” is revoked');
  });
});
