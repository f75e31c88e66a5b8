import { describe, expect, it } from '@jest/globals';
import { page as pageOf } from '../testing/answers';
import { ID, OWNER, showPage } from '../testing/show-page';
import { EditLocationPage } from './edit-location.page';
import { LocationsPage } from './locations.page';
import { NewLocationPage } from './new-location.page';

const location = {
  id: ID,
  name: 'Embedded folder',
  kind: 'served-folder',
  place: '.holdfast/objects',
  storedBytes: 1024 ** 3,
  repositories: 2,
  snapshots: 5,
  caution: 'On the same machine as the server.',
  jurisdiction: null,
  expiresOn: null,
  price: null,
  trouble: null,
};
const said = {
  ...location,
  jurisdiction: 'DE',
  expiresOn: '2020-01-31',
  price: { perGibMonth: 0.0056, currency: 'EUR', asOf: '2026-11-01' },
  trouble: 'refused',
};
const LIST = 'GET /api/v1/locations';
const CHANGE = `PATCH /api/v1/locations/${ID}`;
const at = 'POST /api/v1/locations';

async function filled(reply: unknown) {
  const page = await showPage(NewLocationPage, '', { [at]: reply });
  page.fill('Name', 'Frankfurt');
  page.fill('Endpoint', 'https://s3.example');
  page.fill('Bucket', 'holdfast');
  page.fill('Access key id', 'AK');
  page.fill('Secret access key', 'SK');
  page.button('Connect the bucket').click();
  await page.settle();
  return page;
}

describe('storage', () => {
  it('lists locations with what they do not protect against', async () => {
    const page = await showPage(LocationsPage, '', { 'GET /api/v1/locations': pageOf([location]) });
    expect(page.text).toContain('On the same machine as the server.');
    expect(page.text).toContain('1.00 GiB');
  });

  it('shows trouble, country, end and price, and leads to what is said about each', async () => {
    const page = await showPage(LocationsPage, '', {
      [LIST]: pageOf([{ ...said, storedBytes: 10_000 * 1024 ** 3 }]),
    });
    for (const text of ['Refuses us', 'Germany', 'Jan 31, 2020', 'Over', '€0.0056 per GiB and month'])
      expect(page.text).toContain(text);
    expect(page.text).toContain('about €56.00 a month · as of Nov 1, 2026');
    expect(page.all('tbody a').map((link) => link.getAttribute('href'))).toEqual([
      `/storage/${ID}`,
      '/incidents?open=yes',
    ]);
  });

  it('says of a location what is known, and leads who may only read nowhere', async () => {
    const auditor = { ...OWNER, permissions: ['storage.read'] as typeof OWNER.permissions };
    const page = await showPage(LocationsPage, '', { [LIST]: pageOf([location]) }, auditor);
    expect(page.all('tbody a')).toEqual([]);
    expect(page.text).toContain('not said');
  });

  it('connects a bucket', async () => {
    const page = await filled({ ...location, name: 'Frankfurt' });
    expect(page.requests[0]?.request.body).toMatchObject({
      kind: 's3',
      bucket: 'holdfast',
      region: 'us-east-1',
    });
    expect(page.url).toBe('/storage');
  });

  it('says that nothing was saved when the bucket cannot be reached', async () => {
    const page = await filled({ problem: 'storage-unreachable', status: 503 });
    expect(page.text).toContain('Nothing was saved; check address, bucket and key.');
    expect(page.url).toBe('/page');
  });

  it('is told what a location costs, where it lies and when it ends, and what is emptied is taken back', async () => {
    const page = await showPage(EditLocationPage, `/${ID}`, { [LIST]: pageOf([said]), [CHANGE]: said });
    page.fill('Country where it lies', 'at');
    page.fill('Credential or contract ends on', '');
    page.fill('Price of one GiB for one month', '0,0049');
    page.fill('Currency', 'usd');
    page.button('Save').click();
    await page.settle();
    expect(page.sent(CHANGE)).toEqual([
      {
        name: 'Embedded folder',
        jurisdiction: 'AT',
        expiresOn: null,
        price: { perGibMonth: 0.0049, currency: 'USD', asOf: '2026-11-01' },
      },
    ]);
    expect(page.url).toBe('/storage');
  });

  it('is told of a price only with its currency and day, and of countries by two letters', async () => {
    const page = await showPage(EditLocationPage, `/${ID}`, {
      [LIST]: pageOf([location]),
      [CHANGE]: location,
    });
    page.fill('Country where it lies', 'Germany');
    page.fill('Price of one GiB for one month', 'cheap');
    page.button('Save').click();
    await page.settle();
    for (const text of ['Two letters', 'A number below', 'needs its currency', 'needs the day'])
      expect(page.text).toContain(text);
    expect(page.sent(CHANGE)).toEqual([]);
    page.fill('Country where it lies', '');
    page.fill('Price of one GiB for one month', '');
    page.button('Save').click();
    await page.settle();
    expect(page.sent(CHANGE)).toEqual([
      { name: 'Embedded folder', jurisdiction: null, expiresOn: null, price: null },
    ]);
  });

  it('says what failed, and that a location does not exist', async () => {
    const page = await showPage(EditLocationPage, `/${ID}`, {
      [LIST]: pageOf([said]),
      [CHANGE]: { problem: 'request-invalid', status: 400 },
    });
    page.button('Save').click();
    await page.settle();
    expect(page.text).toContain('The location is as it was.');
    expect(page.url).toBe(`/page/${ID}`);
  });

  it('says so where a location does not exist', async () => {
    const page = await showPage(EditLocationPage, `/${ID}`, { [LIST]: pageOf([]) });
    expect(page.text).toContain('No such location');
  });
});
