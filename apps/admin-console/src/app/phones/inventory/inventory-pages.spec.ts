import { describe, expect, it } from '@jest/globals';
import type { InventoryPhone, InventoryReport, InventorySource, Vanished } from '@holdfast/contracts';
import { employee, page as pageOf } from '../../testing/answers';
import { ID, OWNER, type ShownPage, showPage } from '../../testing/show-page';
import { ImportInventoryPage } from './import-inventory.page';
import { InventoryPage } from './inventory.page';
import { VanishedPage } from './vanished.page';

const LIST = 'GET /api/v1/inventory';
const SOURCES = 'GET /api/v1/inventory/sources';
const PUT = 'PUT /api/v1/inventory/sources/csv';
const phone: InventoryPhone = {
  id: ID,
  employee,
  source: 'intune',
  platform: 'ios',
  model: 'iPhone 13',
  osVersion: '17.1',
  ownership: 'company',
  state: 'not-enrolled',
  since: '2026-11-01',
  phone: null,
  reason: null,
};
const source: InventorySource = {
  name: 'intune',
  importedOn: '2026-10-01',
  quietDays: 30,
  quiet: true,
  phones: 120,
  notEnrolled: 7,
  setAside: 1,
  vanished: 2,
  unknownPeople: 3,
};
const report: InventoryReport = {
  dryRun: true,
  source: 'csv',
  phones: 3,
  added: 1,
  changed: 1,
  unchanged: 1,
  vanished: 0,
  notEnrolled: 2,
  notPhones: 4,
  unknownPeople: 1,
  refused: 1,
  shownRows: [{ line: 2, name: 'Lea Brandt', platform: 'android', model: 'Pixel 8', osVersion: '15' }],
  refusedRows: [{ line: 5, reason: 'unknown-person' }],
  ignoredColumns: ['Serial number'],
};

describe('the inventory', () => {
  it('asks by the URL’s filters, shows whose phone is not enrolled, and how old its list is', async () => {
    const page = await showPage(InventoryPage, '?state=not-enrolled&source=intune&platform=ios&q=lea', {
      [LIST]: pageOf([phone]),
      [SOURCES]: { items: [source] },
    });
    const asked = page.requests.find(({ request }) => request.url === '/api/v1/inventory');
    expect(Object.fromEntries(new URLSearchParams(asked?.request.params.toString()))).toEqual({
      state: 'not-enrolled',
      source: 'intune',
      platform: 'ios',
      q: 'lea',
    });
    for (const text of [
      'Lea Brandt',
      'iPhone 13 · 17.1',
      'Not enrolled',
      'Quiet',
      '120 phones listed',
      '7 not enrolled',
    ])
      expect(page.text).toContain(text);
    const csv = page.all<HTMLAnchorElement>('a[download]')[0]?.getAttribute('href');
    expect(csv).toBe('/api/v1/inventory.csv?q=lea&state=not-enrolled&platform=ios&source=intune');
  });

  it('asks for no filter that does not exist, and begins with an import', async () => {
    const page = await showPage(InventoryPage, '?state=odd&platform=odd&source=%27', {
      [LIST]: pageOf([]),
      [SOURCES]: { items: [] },
    });
    expect(page.requests[0]?.request.params.keys()).toEqual([]);
    expect(page.text).toContain('No list tells of a phone yet');
  });

  it('sets a phone aside for a reason, takes it back, and offers neither to who may only read', async () => {
    const path = `/api/v1/inventory/${ID}/set-aside`;
    const replies: Record<string, unknown> = {
      [LIST]: pageOf([phone]),
      [SOURCES]: { items: [source] },
      [`PUT ${path}`]: null,
      [`DELETE ${path}`]: null,
    };
    const page = await showPage(InventoryPage, '', replies);
    page.button('Set aside…').click();
    await page.settle();
    replies[LIST] = pageOf([{ ...phone, state: 'set-aside', reason: 'spare' }]);
    page.button('It is a spare one').click();
    await page.settle();
    const put = page.requests.find(({ request }) => request.method === 'PUT');
    expect(put?.request.body).toEqual({ reason: 'spare' });
    expect(page.text).toContain('Set aside');
    page.button('Take that back').click();
    await page.settle();
    expect(page.requests.some(({ request }) => request.method === 'DELETE')).toBe(true);
  });

  it('offers nothing to change to who may only read', async () => {
    const replies = { [LIST]: pageOf([phone]), [SOURCES]: { items: [source] } };
    const page = await showPage(InventoryPage, '', replies, { ...OWNER, permissions: ['inventory.read'] });
    expect(page.text).not.toContain('Set aside…');
    expect(page.text).not.toContain('Import a list');
    expect(page.text).not.toContain('Remove…');
  });

  it('removes a source when asked twice', async () => {
    const page = await showPage(InventoryPage, '', {
      [LIST]: pageOf([phone]),
      [SOURCES]: { items: [source] },
      'DELETE /api/v1/inventory/sources/intune': null,
    });
    page.button('Remove…').click();
    await page.settle();
    page.button('Remove it').click();
    await page.settle();
    expect(document.body.textContent).toContain('intune is removed');
  });
});

const choose = async (page: ShownPage, bytes: Uint8Array | string): Promise<void> => {
  const input = page.all<HTMLInputElement>('input[type=file]')[0]!;
  const data = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const file = { name: 'phones.csv', arrayBuffer: () => Promise.resolve(data.buffer) };
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  Object.defineProperty(input, 'value', { value: '', writable: true, configurable: true });
  input.dispatchEvent(new Event('change'));
  await page.settle();
};

describe('importing a list of phones', () => {
  it('tries the chosen file, shows what it would do, and takes it when asked', async () => {
    const page = await showPage(ImportInventoryPage, '', { [PUT]: report });
    await choose(page, 'email,platform\nlea@x.example,android');
    expect(page.requests.at(-1)?.request.urlWithParams).toContain('dryRun=true');
    for (const text of [
      'What phones.csv would do',
      '3 phones listed',
      '1 new · 1 changed · 0 vanished · 2 not enrolled',
      '4 that are no phones',
      'Columns that are not read: Serial number',
      'Line 5: nobody who works here has this address',
      'Lea Brandt · Pixel 8 · 15',
    ])
      expect(page.text).toContain(text);
    page.replies[PUT] = { ...report, dryRun: false };
    page.button('Take this list').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.urlWithParams).toContain('dryRun=false&allowShrink=false');
    expect(page.text).toContain('Done');
  });

  it('asks before it takes a file without most of what its source told of', async () => {
    const page = await showPage(ImportInventoryPage, '', { [PUT]: { ...report, vanished: 40 } });
    await choose(page, 'email,platform\n');
    expect(page.text).toContain('Was it cut short?');
    page.button('Take it all the same').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.urlWithParams).toContain('allowShrink=true');
  });

  it('does not send what is not UTF-8, nor without a name', async () => {
    const page = await showPage(ImportInventoryPage, '', { [PUT]: { problem: 'file-refused', status: 422 } });
    await choose(page, new Uint8Array([109, 0xfc]));
    expect(page.text).toContain('This file is not UTF-8');
    expect(page.requests).toHaveLength(0);
    page.fill('Source', 'Not A Name');
    await page.settle();
    expect(page.button('Choose a file').disabled).toBe(true);
    page.fill('Source', 'csv');
    await choose(page, 'nothing');
    expect(page.text).toContain('The list was not taken.');
  });
});

describe('what vanished', () => {
  it('says of each what it is, since when, and whose', async () => {
    const vanished: Vanished[] = [
      {
        id: 'a',
        kind: 'enrolled-phone-vanished',
        since: '2026-11-20',
        source: 'intune',
        employee,
        phone: { id: ID, label: 'Work phone' },
        model: 'iPhone 13',
      },
      {
        id: 'b',
        kind: 'source-quiet',
        since: '2026-11-01',
        source: 'jamf',
        employee: null,
        phone: null,
        model: null,
      },
    ];
    const page = await showPage(VanishedPage, '?cursor=c', {
      'GET /api/v1/inventory/vanished': pageOf(vanished),
    });
    expect(page.requests[0]?.request.params.get('cursor')).toBe('c');
    for (const text of ['maybe replaced', 'Work phone', 'Lea Brandt', 'jamf', 'This list was not refreshed'])
      expect(page.text).toContain(text);
  });

  it('says that nothing did', async () => {
    const page = await showPage(VanishedPage, '', { 'GET /api/v1/inventory/vanished': pageOf([]) });
    expect(page.text).toContain('Nothing vanished');
  });
});
