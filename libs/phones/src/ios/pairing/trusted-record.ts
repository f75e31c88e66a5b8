import type { PhoneLine } from '../device/phone-line.js';
import type { WaitingPerson } from '../device/waiting-person.js';
import { LockdownRefusal } from '../lockdown/lockdown-refusal.js';
import { pairPhone } from './pair-phone.js';
import { pairRecordOf, type PairRecord } from './pair-record.js';
import type { PairRecordFolder } from './pair-record-folder.js';

/**
 * A record with which the phone starts a session: usbmuxd's (of Finder, iTunes or another program), else our own; where the
 * phone knows neither any more, and there is a folder to keep it in, a new one, for which its person taps Trust.
 *
 * Throws `LockdownRefusal` (`InvalidHostID` where nobody may pair) and `SourceError`.
 */
export async function trustedRecord(
  line: PhoneLine,
  folder: PairRecordFolder | undefined,
  person: WaitingPerson,
): Promise<PairRecord> {
  const { udid } = line.device;
  const kept = [
    async () => {
      const bytes = await line.muxer.pairRecord(udid);
      return bytes === undefined ? undefined : pairRecordOf(bytes);
    },
    async () => folder?.read(udid),
  ];
  for (const read of kept) {
    const record = await read();
    if (record !== undefined && (await isAccepted(line, record, person))) return record;
  }
  if (folder === undefined) throw new LockdownRefusal('InvalidHostID');
  const record = await pairPhone(line, person);
  await folder.write(udid, record);
  return record;
}

/** False for a record that the phone has forgotten. */
async function isAccepted(line: PhoneLine, record: PairRecord, person: WaitingPerson): Promise<boolean> {
  for (;;) {
    try {
      await line.withLockdown((lockdown) => lockdown.startSession(record));
      return true;
    } catch (error) {
      const reason = error instanceof LockdownRefusal ? error.reason : undefined;
      if (reason === 'InvalidHostID') return false;
      if (reason !== 'PasswordProtected') throw error;
      await person.for('unlock', error);
    }
  }
}
