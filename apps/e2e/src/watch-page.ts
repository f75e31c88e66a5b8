import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { BUILT } from './house/program.js';

/** What a page must never do, gathered from the moment it is opened. */
export interface Watched {
  readonly complaints: string[];
}

/**
 * Notes console errors, exceptions and refusals by the content security policy. A refused request that the test
 * provokes (401 before anybody signed in) is told by the browser as an error too, and is no fault of the page. With an
 * `origin`, pages of other sites are not ours to judge.
 */
export async function watch(page: Page, origin = ''): Promise<Watched> {
  const complaints: string[] = [];
  page.on('pageerror', (error) => {
    if (page.url().startsWith(origin)) complaints.push(String(error));
  });
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() !== 'error' || (url !== '' && !url.startsWith(origin))) return;
    if (/status of 401/.test(message.text())) return;
    complaints.push(message.text());
  });
  await page.exposeFunction('holdfastRefused', (directive: string) =>
    complaints.push(`refused: ${directive}`),
  );
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = (globalThis as unknown as { holdfastRefused(text: string): void }).holdfastRefused;
      tell(`${event.effectiveDirective} ${event.blockedURI}`);
    });
  });
  return { complaints };
}

/** No serious or critical finding of axe, by WCAG 2.2 A and AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const told = serious.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target).join(', ')})`,
  );
  expect(told, `axe on ${page.url()}`).toEqual([]);
}

/** Checks the page that is open and saves its picture. */
export async function keepScreen(page: Page, name: string): Promise<void> {
  // Away from everything that a pointer lights up.
  await page.mouse.move(720, 998);
  await expectAccessible(page);
  await mkdir(BUILT.screens, { recursive: true });
  await page.screenshot({ path: join(BUILT.screens, `${name}.png`), animations: 'disabled' });
}
