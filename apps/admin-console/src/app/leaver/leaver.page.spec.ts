import { Location } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { describe, expect, it } from '@jest/globals';
import type { LeaverKept } from '@holdfast/contracts';
import { ID, type Reply, showPage } from '../testing/show-page';
import { LeaverPage } from './leaver.page';

const TOKEN = `hfl_${'a'.repeat(43)}`;
const kept: LeaverKept = {
  name: 'Lea Brandt',
  company: 'Northwind Ltd',
  leftOn: '2026-11-27',
  accessUntil: '2026-12-27',
  erasureDueOn: '2026-12-28',
  erasureAsked: false,
  hold: null,
  storedBytes: 3 * 1024 ** 3,
  locations: [{ name: 'Frankfurt', storedBytes: 3 * 1024 ** 3 }],
  phones: [
    {
      id: ID,
      label: 'My Pixel',
      platform: 'android',
      versions: 12,
      oldestOn: '2026-01-02',
      newestOn: '2026-11-26',
      files: 1200,
      bytes: 1024 ** 3,
      leftOut: [{ category: 'documents', cause: 'permission-denied', count: 4 }],
    },
  ],
  workstations: [{ id: ID, label: 'Laptop' }],
};
const looks = {
  items: [
    {
      seq: 9,
      action: 'leaver.link-made',
      lookedAt: '2026-11-28T10:00:00.000Z',
      by: { name: 'Ann Lee', role: 'helpdesk' },
      phone: null,
    },
  ],
  nextCursor: null,
};
const opened = { token: 'hfls_bearer', expiresAt: '2099-01-01T00:00:00Z' };
const show = (known: Reply, at = `#${TOKEN}`, open: Reply = opened) =>
  showPage(
    LeaverPage,
    at,
    {
      'POST /leaver/v1/sessions': open,
      'GET /leaver/v1/kept': known,
      'GET /leaver/v1/access-log': looks,
    },
    undefined,
  );

describe('the page of a leaver', () => {
  it('says what is kept, until when, who looked, what is erased when, and how to get everything', async () => {
    const page = await show(kept);
    for (const said of [
      'What Northwind Ltd keeps of your phones, Lea Brandt',
      'until the end of Dec 27, 2026',
      '3.00 GiB sealed, at Frankfurt',
      'My Pixel 12 versions · the newest of Nov 26, 2026 · 1,200 files, 1.00 GiB',
      'Left out: 4 documents (the phone refused to give it)',
      'From Dec 28, 2026 on: first the keys',
      'Ann Lee (helpdesk) made a personal link to what is kept of you',
      'nobody at Northwind Ltd has them',
      'in this version there is no such thing',
    ])
      expect(page.text).toContain(said);
    const link = `--link 'http://localhost/leaver#${TOKEN}' --recovery-code-file code.txt`;
    expect(page.text).toContain(`npx holdfast export ${link} --target my-phones`);
    expect(page.text).toContain(`npx holdfast erase ${link}`);
  });

  it('sends the token once, in a body, and asks with what it was exchanged for', async () => {
    const page = await show(kept);
    const [first, ...others] = page.requests.map(({ request }) => request);
    expect(first?.body).toEqual({ token: TOKEN });
    expect(others.length).toBeGreaterThan(1);
    for (const { urlWithParams, headers } of others) {
      expect(urlWithParams).not.toContain(TOKEN);
      expect(headers.get('authorization')).toBe('Bearer hfls_bearer');
    }
    expect(TestBed.inject(Location).path(true)).toBe('/leaver');
  });

  it('says what holds it, and offers no erasure then', async () => {
    const hold = { placedOn: '2026-11-28', reviewBy: '2027-01-15', reason: 'A lawsuit about invoices' };
    const page = await show({ ...kept, hold, erasureDueOn: null });
    expect(page.text).toContain('A lawsuit about invoices');
    expect(page.text).toContain('looked at again by Jan 15, 2027');
    expect(page.text).not.toContain('holdfast erase');
  });

  it('says that everything was asked to be erased', async () => {
    const page = await show({ ...kept, erasureAsked: true });
    expect(page.text).toContain('it begins within about an hour');
    expect(page.text).not.toContain('holdfast erase');
  });

  it('says so when nothing was ever backed up', async () => {
    const page = await show({ ...kept, phones: [], workstations: [], locations: [], storedBytes: 0 });
    expect(page.text).toContain('there is nothing to take');
    expect(page.text).toContain('No phone was enrolled.');
  });

  it('says what to do without a link, with an old one, and when an hour is over', async () => {
    const without = await show(kept, '');
    expect(without.text).toContain('Your personal link is needed');
    expect(without.requests).toHaveLength(0);
  });

  it('does not go on with an old link', async () => {
    const page = await show(kept, `#${TOKEN}`, { problem: 'leaver-link-refused', status: 401 });
    expect(page.text).toContain('Your link did not open.');
    expect(page.text).toContain('a newer one took its place');
    expect(page.all('button')).toHaveLength(0);
  });

  it('opens the link again when an hour is over', async () => {
    const page = await show({ problem: 'leaver-session-ended', status: 401 });
    expect(page.text).toContain('This page is too old.');
    page.replies['GET /leaver/v1/kept'] = kept;
    page.button('Try again').click();
    await page.settle();
    expect(page.text).toContain('What Northwind Ltd keeps');
  });
});
