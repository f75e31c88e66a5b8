import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneIdentity } from '../phone-monitor.js';
import type { PhoneTransport } from './phone-stream.js';
import { runShell } from './shell.js';

/**
 * What the phone's system says it is. The serial that adb shows is the transport's (an address, for a phone on the
 * network) and can be shared by two phones, so it is not used. Throws `SourceError` `os-not-supported` without a serial.
 */
export async function androidIdentity(transport: PhoneTransport): Promise<PhoneIdentity> {
  const serial =
    (await property(transport, 'ro.serialno')) ?? (await property(transport, 'ro.boot.serialno'));
  if (serial === null) {
    throw new SourceError(
      'os-not-supported',
      'The phone does not tell its serial number, so it cannot be told from others.',
    );
  }
  return {
    serial,
    model: await property(transport, 'ro.product.model'),
    osVersion: await property(transport, 'ro.build.version.release'),
  };
}

/** A system property, at most 128 printable characters; null when empty. */
async function property(transport: PhoneTransport, name: string): Promise<string | null> {
  const { stdout } = await runShell(transport, Buffer.from(`getprop ${name}`));
  const text = stdout
    .toString('utf8')
    .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 128);
  return text === '' ? null : text;
}
