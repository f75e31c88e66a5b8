import { describe, expect, it } from '@jest/globals';
import { page as pageOf } from '../testing/answers';
import { ID, showPage } from '../testing/show-page';
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
};
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
});
