import { describe, expect, it } from '@jest/globals';
import { OWNER, showPage } from '../testing/show-page';
import { NoticePage } from './notice.page';

const NOTICE = {
  version: 2,
  text: 'Please read.',
  statement: 'Please read.\n\nWhat is read from your phone',
  acknowledged: 388,
  employees: 440,
  versions: [
    { version: 2, publishedOn: '2026-11-20', publishedBy: 'Vera Lind', text: 'Please read.' },
    { version: 1, publishedOn: '2026-11-01', publishedBy: null, text: 'First.' },
  ],
};
const GET = 'GET /api/v1/notice';

describe('the privacy notice', () => {
  it('says how many have read it, shows it whole, and its versions', async () => {
    const page = await showPage(NoticePage, '', { [GET]: NOTICE });
    expect(page.text).toContain('388 of 440 people have read what is in force');
    expect(page.text).toContain('What is read from your phone');
    expect(page.all('details')).toHaveLength(2);
    expect(page.text).toContain('by Vera Lind');
  });

  it('is published only after it was looked at as employees would read it', async () => {
    const page = await showPage(NoticePage, '', {
      [GET]: NOTICE,
      'POST /api/v1/notice/previews': { statement: 'New text. What is read' },
      'POST /api/v1/notice/versions': { ...NOTICE, version: 3 },
    });
    expect(page.button('See it as employees would').disabled).toBe(true);
    const area = page.all<HTMLTextAreaElement>('textarea')[0];
    if (area) area.value = 'New text.';
    area?.dispatchEvent(new Event('input'));
    await page.settle();
    page.button('See it as employees would').click();
    await page.settle();
    expect(page.text).toContain('New text. What is read');
    expect(page.text).toContain('388 people have acknowledged what is in force and are asked again');
    page.button('Publish and ask everybody again').click();
    await page.settle();
    const sent = page.requests.find(({ request }) => request.url.endsWith('/versions'));
    expect(sent?.request.body).toEqual({ text: 'New text.', basedOn: 2 });
    expect(page.requests.filter(({ request }) => request.method === 'GET')).toHaveLength(2);
  });

  it('is for others to read only', async () => {
    const me = { ...OWNER, permissions: OWNER.permissions.filter((one) => one !== 'notices.publish') };
    const page = await showPage(NoticePage, '', { [GET]: NOTICE }, me);
    expect(page.all('textarea')).toHaveLength(0);
  });

  it('says what failed', async () => {
    const page = await showPage(NoticePage, '', { [GET]: { problem: 'database-unreachable', status: 503 } });
    expect(page.text).toContain('The notice could not be read.');
  });
});
