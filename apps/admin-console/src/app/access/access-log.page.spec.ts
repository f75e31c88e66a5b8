import { describe, expect, it } from '@jest/globals';
import type { AccessLogItem } from '@holdfast/contracts';
import { ID, showPage } from '../testing/show-page';
import { AccessLogPage } from './access-log.page';

const look: AccessLogItem = {
  seq: 9,
  action: 'phone.viewed',
  lookedAt: '2026-01-02T10:00:00.000Z',
  by: { name: 'Ann Lee', role: 'helpdesk' },
  phone: { id: ID, label: 'My Pixel' },
};
const shown = (items: AccessLogItem[]) =>
  showPage(AccessLogPage, '', { 'GET /api/v1/me/access-log': { items, nextCursor: null } });

describe('who looked', () => {
  it('is told in sentences, with the moment', async () => {
    const page = await shown([
      look,
      { ...look, seq: 8, action: 'person.viewed', phone: null },
      { ...look, seq: 7, action: 'audit.viewed', phone: null, by: { name: null, role: null } },
    ]);
    expect(page.all('tbody th').map((cell) => cell.textContent?.trim())).toEqual([
      'Ann Lee (helpdesk) looked at your phone “My Pixel”',
      'Ann Lee (helpdesk) looked at your page',
      'Somebody who has left read the audit log',
    ]);
    expect(page.all('time').map((time) => time.getAttribute('datetime'))).toContain(look.lookedAt);
  });

  it('says so when nobody did', async () => {
    expect((await shown([])).text).toContain('Nobody looked yet');
  });

  it('says so when it cannot be read', async () => {
    const page = await showPage(AccessLogPage, '', {
      'GET /api/v1/me/access-log': { problem: 'database-unreachable', status: 503 },
    });
    expect(page.text).toContain('Who looked could not be read.');
  });
});
