import { scrub } from '../terminal/printable.js';
import type { Platform } from './platform.js';
import { startApart } from './start-apart.js';

const MOST_CHARACTERS = 500;

/** Shows a text on the person's desktop. It comes from the control plane: bounded, on one line, and no markup. */
export const showNotification = (platform: Platform, text: string): void =>
  startApart(platform.notification(scrub(text).slice(0, MOST_CHARACTERS)));
