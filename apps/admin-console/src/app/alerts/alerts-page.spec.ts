import { describe, expect, it } from '@jest/globals';
import type { ShownAlerts } from '@holdfast/contracts';
import { ID, showPage } from '../testing/show-page';
import { AlertsPage } from './alerts.page';

const GET = 'GET /api/v1/alerts';
const PUT = 'PUT /api/v1/alerts';
const TEST = 'POST /api/v1/alerts/test-mail';
const shown: ShownAlerts = {
  settings: {
    timeZone: 'Europe/Berlin',
    roles: ['owner'],
    people: [ID],
    digest: 'week',
    digestWeekday: 1,
    digestHour: 8,
  },
  people: [{ id: ID, name: 'Lea Brandt' }],
  mailConfigured: true,
  recent: [
    {
      id: ID,
      severity: 'urgent',
      title: 'A location is full',
      sentences: ['Nothing more is stored there.'],
      nextStep: 'Make room.',
      path: '/storage',
      on: '2026-11-26',
    },
  ],
};

describe('alerts', () => {
  it('say what was told, what it means, and where the next step is', async () => {
    const page = await showPage(AlertsPage, '', { [GET]: shown });
    for (const said of ['Urgent A location is full', 'Nothing more is stored there.'])
      expect(page.text).toContain(said);
    const [link] = page.all<HTMLAnchorElement>('a.link');
    expect([link?.textContent, link?.getAttribute('href')]).toEqual(['Make room.', '/storage']);
  });

  it('go to whom is chosen, in the company’s time zone', async () => {
    const page = await showPage(AlertsPage, '', { [GET]: shown, [PUT]: shown });
    page.fill('Time zone of the company', 'Berlin');
    page.button('Keep it').click();
    await page.settle();
    expect(page.text).toContain('The name of a time zone');
    page.fill('Time zone of the company', 'Asia/Tokyo');
    page.button('Leave out').click();
    const admin = page.all('mat-checkbox').find((one) => one.textContent?.trim() === 'admin');
    admin?.querySelector('input')?.click();
    await page.settle();
    page.button('Keep it').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.body).toEqual({
      ...shown.settings,
      timeZone: 'Asia/Tokyo',
      roles: ['owner', 'admin'],
      people: [],
    });
    expect(document.body.textContent).toContain('Kept.');
  });

  it('warn where nobody is told', async () => {
    const settings = { ...shown.settings, roles: [], people: [] };
    const page = await showPage(AlertsPage, '', { [GET]: { ...shown, settings, people: [], recent: [] } });
    expect(page.text).toContain('Nobody is told');
    expect(page.text).toContain('Nothing: there was no need.');
  });

  it('show what the mail server said to a test message', async () => {
    const answer = { taken: false, answer: 'The mail server refused the message: it answered 550 5.1.1.' };
    const replies: Record<string, unknown> = { [GET]: { ...shown, mailConfigured: false }, [TEST]: answer };
    const page = await showPage(AlertsPage, '', replies);
    expect(page.text).toContain('No mail server');
    page.button('Send me a test message').click();
    await page.settle();
    expect(page.text).toContain('Not taken The mail server refused the message: it answered 550 5.1.1.');
    replies[TEST] = { taken: true, answer: 'The mail server took the message: it answered 250.' };
    page.button('Send me a test message').click();
    await page.settle();
    expect(page.text).toContain('Taken The mail server took');
  });

  it('say what failed', async () => {
    const page = await showPage(AlertsPage, '', {
      [GET]: shown,
      [PUT]: { problem: 'request-invalid', status: 400 },
    });
    page.button('Keep it').click();
    await page.settle();
    expect(page.text).toContain('Nothing was changed.');
  });
});
