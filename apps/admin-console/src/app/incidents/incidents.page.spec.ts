import { describe, expect, it } from '@jest/globals';
import { page as pageOf } from '../testing/answers';
import { incident } from '../testing/coverage-answers';
import { ID, OWNER, showPage } from '../testing/show-page';
import { mendedAt } from './incident-texts';
import { IncidentsPage } from './incidents.page';

const LIST = 'GET /api/v1/incidents';
const OTHER = '00000000-0000-4000-8000-000000000002';
const over = {
  ...incident,
  id: OTHER,
  title: '“Old” was full',
  closedOn: '2026-01-05',
  owner: null,
  gaps: 0,
};
const replies = {
  [LIST]: pageOf([incident, over]),
  'GET /api/v1/people': pageOf([OWNER.employee, { id: OTHER, name: 'Hana Desk', role: 'helpdesk' }]),
  [`PUT /api/v1/incidents/${ID}/owner`]: null,
};

describe('incidents', () => {
  it('say what, since when, whose, the next step with the way there, and the gaps behind each', async () => {
    const page = await showPage(IncidentsPage, '', replies);
    for (const text of [incident.title, incident.sentence, incident.nextStep, 'Mira Haddad', 'Stands still'])
      expect(page.text).toContain(text);
    expect(page.text).toContain('over on Jan 5, 2026');
    const links = page.all('tbody a').map((link) => link.getAttribute('href'));
    expect(links).toEqual(['/storage', `/gaps?incident=${ID}`]);
    expect(page.all('hf-hand-over')).toHaveLength(1);
  });

  it('are filtered by the address, and nothing else is asked for', async () => {
    const page = await showPage(IncidentsPage, '?open=no&cursor=c1', { [LIST]: pageOf([]) });
    expect(page.requests[0]?.request.params.toString()).toBe('cursor=c1&open=no');
    expect(page.text).toContain('Nothing matches');
  });

  it('say what would be here, and do not ask for what does not exist', async () => {
    const page = await showPage(IncidentsPage, '?open=odd', { [LIST]: pageOf([]) });
    expect(page.requests[0]?.request.params.keys()).toEqual([]);
    expect(page.text).toContain('No incident');
  });

  it('are handed to somebody of IT', async () => {
    const page = await showPage(IncidentsPage, '', replies);
    page.button('Hand over…').click();
    await page.settle();
    const people = page.requests.find(({ request }) => request.url === '/api/v1/people');
    expect(people?.request.params.get('who')).toBe('it');
    page.choose('To whom', OTHER);
    await page.settle();
    page.button('Hand it over').click();
    await page.settle();
    expect(page.sent(`PUT /api/v1/incidents/${ID}/owner`)).toEqual([{ ownerId: OTHER }]);
    expect(document.body.textContent).toContain('is handed over.');
  });

  it('are only read by who may not hand them over', async () => {
    const auditor = { ...OWNER, permissions: ['coverage.read'] as typeof OWNER.permissions };
    const page = await showPage(IncidentsPage, '', replies, auditor);
    expect(page.all('hf-hand-over')).toEqual([]);
    // The way to the storage is not theirs; what is to be done is told all the same.
    expect(page.all('tbody a').map((link) => link.getAttribute('href'))).toEqual([`/gaps?incident=${ID}`]);
    expect(page.text).toContain(incident.nextStep);
    expect(page.text).toContain(incident.title);
  });

  it('say what failed', async () => {
    const page = await showPage(IncidentsPage, '', { [LIST]: { problem: 'internal', status: 500 } });
    expect(page.text).toContain('The incidents could not be read.');
  });

  it('of each kind are mended somewhere', () => {
    const kinds = ['location-full', 'location-expiring', 'storage-failing', 'identity-provider-down'];
    expect(kinds.map((kind) => mendedAt(kind)?.path)).toEqual([
      '/storage',
      '/storage',
      '/storage',
      '/settings/sign-in',
    ]);
    const rest = ['recovery-untested', 'agent-version-failing', 'system-failing', 'of tomorrow'];
    expect(rest.map((kind) => mendedAt(kind)?.path)).toEqual([
      '/settings/recovery-key',
      '/workstations',
      '/phones',
      undefined,
    ]);
  });
});
