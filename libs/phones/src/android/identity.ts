import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneIdentity } from '../phone-monitor.js';
import { printable, unlessUnplugged } from '../told-identity.js';
import type { PhoneTransport } from './phone-transport.js';
import { runShell } from './shell.js';

const MOST_SERIAL = 64;
/** What phones tell that were never given a number; it would make one phone of all of them. */
const PLACEHOLDERS = /^(?:unknown|none|null|n\/a|default|android|0+|f+|(?:0?123456789abcdef)+|1234567890?)$/i;

const PROPERTIES = ['ro.serialno', 'ro.boot.serialno', 'ro.product.model', 'ro.build.version.release'];
/** No property holds this line: each value is one line of printable text here, whatever the phone says. */
const QUESTION = PROPERTIES.map((name) => `getprop ${name}`).join('; ');

/**
 * What the phone's system says it is. The serial that adb shows is the transport's (an address, for a phone on the
 * network) and can be shared by two phones, so it is not used. Throws `SourceError` `os-not-supported` without a serial
 * that tells it from others, `internal` when it tells two.
 */
export async function androidIdentity(transport: PhoneTransport): Promise<PhoneIdentity> {
  const { stdout } = await runShell(transport, Buffer.from(QUESTION));
  const lines = stdout.toString('utf8').split('\n').map(printable);
  const [serial, bootSerial, model, osVersion] = lines;
  const told = [serial, bootSerial].filter((one) => one !== undefined && one !== '');
  if (told.length === 2 && told[0] !== told[1]) throw twoSerials();
  const [own] = told;
  if (own === undefined || own.length > MOST_SERIAL || PLACEHOLDERS.test(own)) {
    throw new SourceError(
      'os-not-supported',
      'The phone does not tell a serial number of its own, so it cannot be told from others. Nothing was read from it.',
    );
  }
  return { serial: own, model: model || null, osVersion: osVersion || null };
}

/**
 * Throws `SourceError` `internal` when the phone says now that it is another than `before`. One that was unplugged when all
 * of it had been read is still the one that was read.
 */
export function confirmIdentity(transport: PhoneTransport, before: PhoneIdentity): Promise<void> {
  return unlessUnplugged(async () => {
    const now = await androidIdentity(transport);
    if (now.serial !== before.serial) throw twoSerials();
  });
}

function twoSerials(): SourceError {
  return new SourceError(
    'internal',
    'The phone tells one serial number at one time and another at another. Nothing of this run was kept; unplug it, plug it in again and retry.',
  );
}
