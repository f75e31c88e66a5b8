import { mkdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { startPhone } from '../phone/start-phone.mjs';

const PROGRAM = new URL('./phone-process.mjs', import.meta.url);

/**
 * A simulated iPhone behind a usbmuxd of its own, on a socket below `root`, which trusts whoever reaches that: `env` says where.
 *
 * @param {string} root of the bench
 * @param {object} [options] of the simulated iPhone: `root` (what it holds; nothing unless said), `password`, `faults`
 */
export async function iosPhone(root, options = {}) {
  const place = mkdtempSync(join(root, 'phone-'));
  const files = join(place, 'files');
  mkdirSync(files);
  const [socket, stateFolder] = [join(place, 'mux'), join(place, 'state')];
  const words = [JSON.stringify({ root: files, socket, stateFolder, ...options })];
  const { about, stats, stop } = await startPhone(PROGRAM, words);
  const env = { USBMUXD_SOCKET_ADDRESS: about.address };
  return { udid: about.udid, env, source: `ios:${about.udid}`, stats, stop };
}
