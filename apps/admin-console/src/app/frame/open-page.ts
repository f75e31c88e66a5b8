import { PAGES } from '../pages';

/**
 * The path of the rail's entry whose page is open at this address; where one stands below the address of another one, the
 * one below.
 */
export function openPage(url: string): string | undefined {
  const at = `${url.split(/[?#]/, 1)[0]?.slice(1) ?? ''}/`;
  const above = PAGES.filter(({ path }) => at.startsWith(`${path}/`));
  const open = above.sort((a, b) => b.path.length - a.path.length)[0];
  return open?.under ?? open?.path;
}
