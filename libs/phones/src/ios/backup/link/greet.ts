import { SourceError } from '@holdfast/contracts/sources';
import { isDict, numberOf } from '../../../codecs/plist/plist-fields.js';
import { PlistReal } from '../../../codecs/plist/plist-value.js';
import type { DeviceLink } from './device-link.js';
import { garbled } from './link-faults.js';

/** The newest device link that was described anywhere (libimobiledevice; pymobiledevice3 answers the same). */
const NEWEST_LINK = 400;
/** Reals, also in the property list: a phone does not find an integer in its list of versions. */
const VERSIONS = [new PlistReal(2.0), new PlistReal(2.1)];

/**
 * Begins the conversation: the phone names its device link, this side accepts it, both agree on the backup protocol.
 * Throws `SourceError` `os-not-supported` where there is no version that both speak.
 */
export async function greet(link: DeviceLink): Promise<void> {
  const offer = await link.receive();
  const major = numberOf(offer.arguments[0]);
  if (offer.name !== 'DLMessageVersionExchange' || major === undefined) throw garbled('no version exchange');
  if (major > NEWEST_LINK) throw tooNew(`device link ${major}`);
  await link.send(['DLMessageVersionExchange', 'DLVersionsOk', major]);
  const ready = await link.receive();
  if (ready.name !== 'DLMessageDeviceReady') throw garbled('not ready after the version exchange');

  await link.process({ MessageName: 'Hello', SupportedProtocolVersions: VERSIONS });
  const answer = await link.receive();
  const said = answer.arguments[0];
  if (answer.name !== 'DLMessageProcessMessage' || !isDict(said) || said['MessageName'] !== 'Response')
    throw garbled('no answer to the greeting');
  if (numberOf(said['ErrorCode']) !== 0) throw tooNew('no common version of the backup protocol');
}

function tooNew(detail: string): SourceError {
  return new SourceError(
    'os-not-supported',
    `This iPhone speaks a backup protocol that Holdfast does not know (${detail}). Update Holdfast; earlier snapshots are whole.`,
  );
}
