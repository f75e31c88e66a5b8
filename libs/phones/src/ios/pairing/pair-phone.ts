import { randomUUID } from 'node:crypto';
import { bytesOf, textOf } from '../../codecs/plist/plist-fields.js';
import type { PlistDict } from '../../codecs/plist/plist-value.js';
import type { PhoneLine } from '../device/phone-line.js';
import type { WaitingPerson } from '../device/waiting-person.js';
import { garbledIphone } from '../ios-faults.js';
import type { Lockdown } from '../lockdown/lockdown.js';
import { LockdownRefusal } from '../lockdown/lockdown-refusal.js';
import { recordOf, type PairRecord } from './pair-record.js';

/** What of a record the phone is shown: neither of the private keys is among it. */
const SHOWN = ['DeviceCertificate', 'HostCertificate', 'HostID', 'RootCertificate', 'SystemBUID'] as const;

/**
 * Has the phone come to trust this computer: makes a record and shows it until its person has unlocked the phone and tapped
 * Trust. Throws `LockdownRefusal` where they do not, or where they are not asked (a managed phone), and `SourceError`.
 */
export function pairPhone(line: PhoneLine, person: WaitingPerson): Promise<PairRecord> {
  return line.withLockdown(async (lockdown) => {
    const devicePublicKey = bytesOf(await lockdown.value(undefined, 'DevicePublicKey'));
    if (devicePublicKey === undefined) throw garbledIphone('no public key');
    const wifiAddress = textOf(await lockdown.value(undefined, 'WiFiAddress'));
    const systemBuid = (await line.muxer.buid()) ?? randomUUID().toUpperCase();
    // Certificates are made once for each phone; loading what makes them takes 60 ms of every start (measured 2026-11-27).
    const { makePairRecord } = await import('./make-pair-record.js');
    const record = await makePairRecord({ devicePublicKey, systemBuid, wifiAddress });
    const escrowBag = bytesOf((await untilTrusted(lockdown, record, person))['EscrowBag']);
    const whole = escrowBag === undefined ? record.whole : { ...record.whole, EscrowBag: escrowBag };
    const trusted = recordOf(whole);
    if (trusted === undefined) throw garbledIphone('an escrow bag that is none');
    return trusted;
  });
}

async function untilTrusted(
  lockdown: Lockdown,
  { whole }: PairRecord,
  person: WaitingPerson,
): Promise<PlistDict> {
  const shown = Object.fromEntries(SHOWN.map((key) => [key, whole[key] ?? '']));
  for (;;) {
    try {
      return await lockdown.ask({
        Request: 'Pair',
        PairRecord: shown,
        PairingOptions: { ExtendedPairingErrors: true },
        ProtocolVersion: '2',
      });
    } catch (error) {
      const reason = error instanceof LockdownRefusal ? error.reason : undefined;
      if (reason === 'PairingDialogResponsePending') await person.for('trust', error);
      else if (reason === 'PasswordProtected') await person.for('unlock', error);
      else throw error;
    }
  }
}
