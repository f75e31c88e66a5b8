import { describe, expect, it } from '@jest/globals';
import { page as pageOf } from '../testing/answers';
import { exemption } from '../testing/coverage-answers';
import { ID, OWNER, type ShownPage, showPage } from '../testing/show-page';
import { exemptText } from './exemption-texts';
import { ExemptionsPage } from './exemptions.page';

const LIST = 'GET /api/v1/exemptions';
const APPROVE = `POST /api/v1/exemptions/${ID}/approval`;
const END = `DELETE /api/v1/exemptions/${ID}`;
const OTHER = exemption.askedBy.id;
const active = {
  ...exemption,
  id: OTHER,
  state: 'active',
  phone: null,
  approvedBy: { id: ID, name: 'Mira Haddad' },
  approvedOn: '2026-01-03',
};
/** What waits and what the page's own list shows are two questions about one path: both are answered with both. */
const replies = {
  [LIST]: pageOf([exemption]),
  [APPROVE]: null,
  [END]: null,
  [`DELETE /api/v1/exemptions/${OTHER}`]: null,
};
const states = (page: ShownPage) => page.requests.map(({ request }) => request.params.get('state'));
const said = () => document.body.textContent ?? '';

describe('exemptions', () => {
  it('show what waits first, with reason, owner and who asked, and approve what somebody else asked for', async () => {
    const page = await showPage(ExemptionsPage, '', replies);
    expect(states(page)).toEqual(['waiting', 'active']);
    for (const text of [
      'Lea Brandt',
      'Overdue and Partial',
      'On leave until spring',
      'Mira Haddad answers for it',
    ])
      expect(page.text).toContain(text);
    expect(page.text).toContain('asked for by Noor Said on Jan 2, 2026');
    page.button('Approve').click();
    await page.settle();
    expect(page.sent(APPROVE)).toHaveLength(1);
    expect(said()).toContain('The exemption of Lea Brandt is in force.');
    expect(states(page)).toEqual(['waiting', 'active', null, 'waiting', 'active']);
  });

  it('are refused by somebody else', async () => {
    const page = await showPage(ExemptionsPage, '', replies);
    page.button('Refuse').click();
    await page.settle();
    expect(page.sent(END)).toHaveLength(1);
    expect(said()).toContain('Nothing of Lea Brandt is left out.');
  });

  it('are never approved by who asked, who may take them back', async () => {
    const mine = { ...exemption, askedBy: { id: ID, name: 'Mira Haddad' } };
    const page = await showPage(ExemptionsPage, '', { ...replies, [LIST]: pageOf([mine]) });
    expect(page.text).toContain('You asked for it');
    expect(page.text).not.toContain('Approve');
    page.button('Take it back').click();
    await page.settle();
    expect(page.sent(END)).toHaveLength(1);
  });

  it('are ended before their day once that is confirmed, and stay where that fails', async () => {
    const at = `DELETE /api/v1/exemptions/${OTHER}`;
    const page = await showPage(ExemptionsPage, '', {
      ...replies,
      [LIST]: pageOf([active]),
      [at]: { problem: 'not-found', status: 404 },
    });
    expect(page.all('a.row').map((row) => row.getAttribute('href'))).toEqual([`/people/${ID}`]);
    expect(page.text).toContain('approved by Mira Haddad');
    page.button('End…').click();
    await page.settle();
    expect(page.text).toContain('From now on these gaps count again');
    page.button('End it now').click();
    await page.settle();
    expect(page.sent(at)).toHaveLength(1);
    expect(said()).toContain('The exemption is as it was.');
  });

  it('that are past are chosen by the address, and nothing can be done with them', async () => {
    const past = { ...active, state: 'over' };
    const page = await showPage(ExemptionsPage, '?state=over&cursor=c1', { [LIST]: pageOf([past]) });
    expect(states(page)).toEqual(['waiting', 'over']);
    expect(page.requests[1]?.request.params.get('cursor')).toBe('c1');
    expect(page.all('hf-decide-exemption button')).toEqual([]);
  });

  it('are only read by who may not decide', async () => {
    const auditor = { ...OWNER, permissions: ['coverage.read'] as typeof OWNER.permissions };
    const page = await showPage(ExemptionsPage, '', replies, auditor);
    expect(page.all('hf-decide-exemption button')).toEqual([]);
    expect(page.text).toContain('On leave until spring');
  });

  it('say what would be here, that more wait, and what failed', async () => {
    const empty = await showPage(ExemptionsPage, '?state=odd', { [LIST]: pageOf([]) });
    expect(empty.text).toContain('Nothing waits.');
    expect(empty.text).toContain('Nothing is exempt');
    expect(states(empty)).toEqual(['waiting', 'active']);
  });

  it('say that more wait than are shown, and what failed', async () => {
    const page = await showPage(ExemptionsPage, '', { [LIST]: pageOf([exemption], 'c2', 61) });
    expect(page.text).toContain('Further on: 60 exemptions.');
    page.replies[LIST] = { problem: 'internal', status: 500 };
    page.replies[APPROVE] = null;
    page.button('Approve').click();
    await page.settle();
    expect(page.text).toContain('Could not be refreshed');
  });

  it('of whatever gap say so', () => {
    expect(exemptText({ codes: null })).toBe('whatever gap there is');
  });
});
