import { afterEach, describe, expect, it } from '@jest/globals';
import { page as pageOf } from '../testing/answers';
import { OWNER, showPage } from '../testing/show-page';
import { PAGES } from '../pages';
import { findTargets } from './find-targets';
import { Frame } from './frame';
import { openPage } from './open-page';

const replies = { 'GET /api/v1/gaps': pageOf([], null, 31), 'DELETE /api/v1/session': null };
const press = (key: string, target: EventTarget = document.body) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));

afterEach(() => {
  localStorage.clear();
  document.documentElement.removeAttribute('data-theme');
});

describe('the frame', () => {
  it('lists the pages that exist, the company, the person, and the number of gaps', async () => {
    const page = await showPage(Frame, '', replies);
    expect(page.all('a.entry')).toHaveLength(PAGES.filter(({ under }) => under === undefined).length);
    expect(page.all('a.entry').map((one) => one.getAttribute('href'))).not.toContain('/incidents');
    expect(page.text).toContain('Northwind Ltd');
    expect(page.text).toContain('Mira Haddad');
    expect(page.all('.count')[0]?.textContent).toBe('31');
  });

  it('has the skip link first, and it moves the focus without leaving the page', async () => {
    const page = await showPage(Frame, '', replies);
    const first = page.all<HTMLAnchorElement>('a, button')[0];
    expect(first?.className).toBe('skip');
    first?.click();
    expect(document.activeElement?.id).toBe('page');
    expect(page.url).toBe('/page');
  });

  it('goes to a page by `g` and its letter, but never while one types', async () => {
    const page = await showPage(Frame, '', replies);
    const field = document.createElement('input');
    page.element.append(field);
    press('g', field);
    press('p', field);
    await page.settle();
    expect(page.url).toBe('/page');
    press('g');
    press('p');
    await page.settle();
    expect(page.url).toBe('/phones');
  });

  it.each([
    ['/my/visibility', 'my'],
    ['/my/workstations?a=b', 'my/workstations'],
    ['/phones/1#x', 'phones'],
    ['/phones', 'phones'],
    ['/gaps?exempt=only', 'gaps'],
    ['/incidents', 'gaps'],
    ['/anomalies?open=no', 'gaps'],
    ['/phonesque', undefined],
    ['/', undefined],
  ])('marks the one page that is open: %s', (url, path) => {
    expect(openPage(url)).toBe(path);
  });

  it('gives each page its own key', () => {
    expect(new Set(PAGES.map(({ key }) => key)).size).toBe(PAGES.length);
  });

  it('applies the theme that this browser stored', async () => {
    localStorage.setItem('holdfast.theme', 'dark');
    await showPage(Frame, '', replies);
    expect(document.documentElement.dataset['theme']).toBe('dark');
  });
});

describe('what the palette finds', () => {
  it('finds pages by their title, then phones and people', () => {
    const phone = { id: 'p', label: 'Phone of Lea', employee: { name: 'Lea' } };
    const found = findTargets(
      'phone',
      PAGES,
      [phone],
      [{ id: 'e', name: 'Lea', email: OWNER.employee.email }],
    );
    expect(found.map(({ link }) => link.join('/'))).toEqual(['phones', 'phones/p', 'people/e']);
  });
});
