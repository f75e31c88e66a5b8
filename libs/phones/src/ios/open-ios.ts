import type { PersonStep } from '../person-step.js';
import type { PhoneSession } from '../phone-monitor.js';
import type { PhonesOptions } from '../phones-options.js';
import { wholePhoneOf } from './backup/whole-phone-of.js';
import { IosDevice } from './device/ios-device.js';
import { PhoneLine } from './device/phone-line.js';
import { WaitingPerson } from './device/waiting-person.js';
import { confirmIosIdentity, iosIdentity } from './ios-identity.js';
import { iphoneGone, stoppedByPerson } from './ios-faults.js';
import { refusedByIphone } from './lockdown/lockdown-refusal.js';
import { PairRecordFolder } from './pairing/pair-record-folder.js';
import { trustedRecord } from './pairing/trusted-record.js';
import { PhotoSource } from './photos/photo-source.js';
import { preferCable } from './usbmux/mux-device.js';
import { Muxer } from './usbmux/muxer.js';

/**
 * Opens an iPhone that usbmuxd lists, by cable where it is there both ways. One that does not trust this computer yet is
 * paired where `options.pairRecords` is given: its person unlocks it and taps Trust within a minute, and is told so by
 * `options.onStep`. Errors as `openPhone`.
 */
export async function openIos(
  udid: string,
  options: PhonesOptions,
  signal?: AbortSignal,
): Promise<PhoneSession> {
  if (options.usbmuxd === undefined) throw iphoneGone(new Error('no usbmuxd is named'));
  const muxer = new Muxer(options.usbmuxd, signal);
  const found = preferCable(await muxer.devices()).find((device) => device.udid === udid);
  if (found === undefined) throw iphoneGone();
  const line = new PhoneLine(muxer, found);
  const stop = (): void => line.close();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await sessionOn(line, options, signal);
  } catch (error) {
    line.close();
    throw signal?.aborted === true ? stoppedByPerson(error) : refusedByIphone(error);
  } finally {
    signal?.removeEventListener('abort', stop);
  }
}

async function sessionOn(
  line: PhoneLine,
  options: PhonesOptions,
  signal: AbortSignal | undefined,
): Promise<PhoneSession> {
  const { udid } = line.device;
  const tell = (step: PersonStep): void => options.onStep?.(udid, step);
  const { pairRecords } = options;
  const folder = pairRecords === undefined ? undefined : new PairRecordFolder(pairRecords);
  const person = new WaitingPerson(tell, signal);
  const record = await trustedRecord(line, folder, person).finally(() => person.done());
  const device = new IosDevice({ line, record, tell, signal });
  const identity = await iosIdentity(device);
  const source = new PhotoSource(() => device.openAfc());
  return {
    identity,
    source,
    whole: wholePhoneOf(device),
    confirmIdentity: () => confirmIosIdentity(device),
    close: async () => {
      await source.close();
      line.close();
    },
  };
}
