import type { PhoneState } from '../../phone-monitor.js';

/** adb's words (AOSP `adb.h`, `ConnectionState`) for a phone that runs something else than its usual system. */
const NOT_ITS_USUAL_SYSTEM: ReadonlySet<string> = new Set(['recovery', 'sideload', 'rescue', 'bootloader']);

/** The adb server's words for a device's state, in ours; words of later versions are taken as "does not answer". */
export function stateOf(words: string): PhoneState {
  if (words === 'device') return 'ready';
  if (words === 'unauthorized' || words === 'authorizing') return 'unauthorised';
  if (NOT_ITS_USUAL_SYSTEM.has(words)) return 'recovery';
  return words.startsWith('no permissions') ? 'no-permissions' : 'offline';
}
