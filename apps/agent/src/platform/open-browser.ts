import type { Platform } from './platform.js';

/**
 * Opens an address in the person's browser, never through a shell. Whether it did is not known: the address is printed all
 * the same.
 */
export function openBrowser(platform: Platform, address: string): void {
  const [program, ...arguments_] = platform.browser(address) ?? [];
  if (program === undefined) return;
  const child = process
    .getBuiltinModule('node:child_process')
    .spawn(program, arguments_, { stdio: 'ignore', detached: true, shell: false });
  child.on('error', () => undefined);
  child.unref();
}
