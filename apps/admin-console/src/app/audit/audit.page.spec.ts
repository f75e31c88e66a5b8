import { describe, expect, it } from '@jest/globals';
import type { AuditAnchors, AuditItem } from '@holdfast/contracts';
import { ID, OWNER, showPage } from '../testing/show-page';
import { AUDIT_ACTIONS, AUDIT_TEXTS } from '../text/audit-texts';
import { AuditPage } from './audit.page';

const person = (name: string | null) => ({
  pseudonym: `p_${'A'.repeat(22)}`,
  id: name === null ? null : ID,
  name,
});
const event: AuditItem = {
  seq: 41,
  on: '2026-01-02',
  doneAt: '2026-01-02T10:00:00.000Z',
  action: 'person.added',
  actor: { kind: 'person', person: person('Olga Owner'), role: 'owner', name: null },
  subject: person('Lea Brandt'),
  object: null,
  details: { role: 'employee', textSha256: 'ab'.repeat(32) },
};
const agentDid: AuditItem = {
  ...event,
  seq: 40,
  doneAt: null,
  action: 'phone.enrolled',
  actor: { ...event.actor, kind: 'agent', person: person('Lea Brandt') },
};
const anchors: AuditAnchors = {
  publicKey: `${'A'.repeat(43)}=`,
  fingerprint: 'ab'.repeat(32),
  company: ID,
  newest: {
    seq: 39,
    hash: '00'.repeat(32),
    anchoredAt: '2026-01-02T10:00:00.000Z',
    copies: [
      { location: { id: ID, name: 'This server' }, file: 'audit/a.json', written: true, locked: false },
      { location: { id: 'b', name: 'Frankfurt' }, file: 'audit/a.json', written: true, locked: true },
      { location: { id: 'c', name: 'Away' }, file: 'audit/a.json', written: false, locked: false },
    ],
  },
};
const replies = (items: AuditItem[] = [event, agentDid], known: AuditAnchors = anchors) => ({
  'GET /api/v1/audit': { items, nextCursor: null },
  'GET /api/v1/audit/anchors': known,
});

describe('the audit page', () => {
  it('says what, who, whom and when, and no hour of what an agent did', async () => {
    const page = await showPage(AuditPage, '', replies());
    const [first, second] = page.all('tbody tr').map((row) => row.textContent?.replaceAll(/\s+/g, ' ') ?? '');
    expect(first).toMatch(
      /A person was added role: employee · textSha256: abababababab… ?Olga Owner ?owner ?Lea Brandt/,
    );
    expect(second).toContain('the agent of Lea Brandt');
    expect(page.all('time').map((time) => time.getAttribute('datetime'))).toEqual(
      expect.arrayContaining([event.doneAt, '2026-01-02']),
    );
    expect(page.text).toContain('2 shown');
  });

  it('names nobody who was forgotten, and shows an action that it does not know by its code', async () => {
    const forgotten = {
      ...event,
      action: 'moon.landed',
      subject: person(null),
      actor: { ...event.actor, person: person(null) },
    };
    const page = await showPage(AuditPage, '', replies([forgotten]));
    const [row] = page.all('tbody tr');
    expect(row?.textContent).toMatch(/moon\.landed[\s\S]*a forgotten person[\s\S]*a forgotten person/);
    expect(row?.querySelectorAll('a')).toHaveLength(0);
  });

  it('filters by the URL, and leaves out of it what is no filter', async () => {
    const at = `?action=person.added&from=2026-01-01&to=soon&person=${ID}`;
    const page = await showPage(AuditPage, at, replies());
    const { params } = page.requests.find(({ request }) => request.url === '/api/v1/audit')?.request ?? {};
    expect(params?.toString()).toBe(`action=person.added&person=${ID}&from=2026-01-01`);
    expect(page.all<HTMLSelectElement>('select')[0]?.value).toBe('person.added');
    const select = page.all<HTMLSelectElement>('select')[0] as HTMLSelectElement;
    select.value = 'sign-out';
    select.dispatchEvent(new Event('change'));
    await page.settle();
    expect(page.url).toContain('action=sign-out');
    expect(page.url).toContain('from=2026-01-01');
  });

  it('says how to prove it, where the anchors lie, and which of them nobody can delete', async () => {
    const page = await showPage(AuditPage, '', replies());
    expect(page.text).toContain(
      `npx holdfast-admin audit verify audit.jsonl --anchors audit/${ID} --public-key ${anchors.fingerprint}`,
    );
    expect(page.text).toContain('Newest anchor: event 39');
    expect(page.text).toMatch(/This server.*not locked.*Frankfurt.*locked for a year.*Away.*not written/);
    expect(page.all('a[download]').map((link) => link.getAttribute('href'))).toEqual([
      '/api/v1/audit/export',
    ]);
  });

  it('offers the export only to those who may have it, and says when nothing is there yet', async () => {
    const admin = { ...OWNER, permissions: ['audit.read' as const] };
    const page = await showPage(AuditPage, '', replies([], { ...anchors, newest: null }), admin);
    expect(page.all('a[download]')).toEqual([]);
    expect(page.text).toContain('Nothing happened yet');
    expect(page.text).toContain('No anchor yet');
  });

  it('says so when it cannot be read', async () => {
    const failing = { ...replies(), 'GET /api/v1/audit': { problem: 'database-unreachable', status: 503 } };
    const page = await showPage(AuditPage, '', failing);
    expect(page.text).toContain('The audit log could not be read.');
  });

  it('has words of its own for every action', () => {
    expect(new Set(AUDIT_ACTIONS.map((action) => AUDIT_TEXTS[action])).size).toBe(AUDIT_ACTIONS.length);
  });
});
