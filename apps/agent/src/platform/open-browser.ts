import type { Platform } from './platform.js';
import { startApart } from './start-apart.js';

/** Opens an address in the person's browser. */
export const openBrowser = (platform: Platform, address: string): void =>
  startApart(platform.browser(address));
