import { PAGES } from '../pages';

/** The path of the page that is open at this address; where one stands below the address of another one, the one below. */
export function openPage(url: string): string | undefined {
  const at = `${url.split(/[?#]/, 1)[0]?.slice(1) ?? ''}/`;
  const above = PAGES.map(({ path }) => path).filter((path) => at.startsWith(`${path}/`));
  return above.sort((a, b) => b.length - a.length)[0];
}
