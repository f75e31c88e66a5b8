import { describe, expect, it } from '@jest/globals';
import type { ImportReport } from '@holdfast/contracts';
import { type Reply, type ShownPage, showPage } from '../../testing/show-page';
import { ImportPeoplePage } from './import-people.page';

const POST = 'POST /api/v1/people/import';
const report: ImportReport = {
  dryRun: true,
  added: 120,
  changed: 1,
  unchanged: 3,
  refused: 2,
  addedRows: [{ line: 2, name: 'Ann Lee', email: 'ann@x.example', department: 'Legal' }],
  changedRows: [{ line: 9, name: 'New Name', email: 'old@x.example', department: null }],
  refusedRows: [
    { line: 4, reason: 'email' },
    { line: 5, reason: 'managed-by-directory' },
  ],
  ignoredColumns: ['Role'],
};

const choose = async (page: ShownPage, bytes: Uint8Array | string): Promise<void> => {
  const input = page.all<HTMLInputElement>('input[type=file]')[0]!;
  const data = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const file = { name: 'people.csv', arrayBuffer: () => Promise.resolve(data.buffer) };
  Object.defineProperty(input, 'files', { value: [file], configurable: true });
  Object.defineProperty(input, 'value', { value: '', writable: true, configurable: true });
  input.dispatchEvent(new Event('change'));
  await page.settle();
};
const open = (reply: Reply) => showPage(ImportPeoplePage, '', { [POST]: reply });

describe('importing people', () => {
  it('tries the chosen file, shows what it would do, and takes it when asked', async () => {
    const page = await open(report);
    const link = page.all<HTMLAnchorElement>('a[download]')[0];
    expect(decodeURIComponent(link?.href ?? '')).toContain('name,email,department');
    await choose(page, 'name,email\nAnn Lee,ann@x.example');
    expect(page.requests.at(-1)?.request.urlWithParams).toContain('dryRun=true');
    expect(page.requests.at(-1)?.request.body).toBe('name,email\nAnn Lee,ann@x.example');
    expect(page.text).toContain('What people.csv would do');
    expect(page.text).toContain('120 added · 1 changed · 3 as they are · 2 not taken');
    expect(page.text).toContain('Line 4: this is no e-mail address');
    expect(page.text).toContain('Line 5: the directory says who this is');
    expect(page.text).toContain('Columns that are not read: Role');
    expect(page.text).toContain('Ann Lee');
    expect(page.text).toContain('and 119 more');
    page.replies[POST] = { ...report, dryRun: false };
    page.button('Import 121 people').click();
    await page.settle();
    expect(page.requests.at(-1)?.request.urlWithParams).toContain('dryRun=false');
    expect(page.text).toContain('Done');
  });

  it('offers nothing to do where the file changes nothing', async () => {
    const page = await open({ ...report, added: 0, changed: 0, addedRows: [], changedRows: [] });
    await choose(page, 'name,email\n');
    expect(page.text).toContain('There is nothing to import');
    expect(page.all('button').some((one) => one.textContent?.includes('Import'))).toBe(false);
  });

  it('does not send what is not UTF-8, and says why a file was refused', async () => {
    const page = await open({ problem: 'file-refused', status: 422 });
    await choose(page, new Uint8Array([110, 0xfc, 109]));
    expect(page.text).toContain('This file is not UTF-8');
    expect(page.requests).toHaveLength(0);
    await choose(page, 'nothing');
    expect(page.text).toContain('The file was not taken.');
  });
});
