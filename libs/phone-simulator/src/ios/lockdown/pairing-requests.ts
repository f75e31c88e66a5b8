import { isDict, type PlistDict } from '@holdfast/phones/codecs';
import { computerOf, hostIdOf } from '../pairing/pair-request.js';
import type { LockdownPhone } from './lockdown-phone.js';

/** The names are those that libimobiledevice 1.3.0 knows. Which of them iOS gives when is unconfirmed for a managed phone. */
const FORBIDDEN = { Error: 'MCProtected' };
const FORBIDDEN_HERE = { Error: 'PairingProhibitedOverThisConnection' };
const UNKNOWN = { Error: 'InvalidHostID' };

/** Pair, ValidatePair and Unpair: whom the phone trusts. */
export async function answerPairing(
  phone: LockdownPhone,
  name: 'Pair' | 'ValidatePair' | 'Unpair',
  request: PlistDict,
  via: 'USB' | 'Network',
): Promise<PlistDict> {
  const record = request['PairRecord'];
  if (!isDict(record)) return { Error: 'MissingPairRecord' };
  const { faults } = phone.state;
  if (name === 'Pair') {
    if (faults.pairing === 'forbidden') return FORBIDDEN;
    if (faults.pairing === 'forbidden-here' || via === 'Network') return FORBIDDEN_HERE;
    return pair(phone, record);
  }
  const hostId = hostIdOf(record) ?? '';
  if (phone.computers.get(hostId, faults.pairing === 'stale') === undefined) return UNKNOWN;
  if (name === 'Unpair') await phone.computers.forget(hostId);
  return {};
}

async function pair(phone: LockdownPhone, record: PlistDict): Promise<PlistDict> {
  const { person, stats } = phone.state;
  if (person.isLocked) return { Error: 'PasswordProtected' };
  const computer = computerOf(record, phone.key);
  if (computer === undefined) return { Error: 'InvalidPairRecord' };
  const answer = person.askTrust(computer.systemBuid);
  if (answer === 'pending') return { Error: 'PairingDialogResponsePending' };
  if (answer === 'denied') return { Error: 'UserDeniedPairing' };
  await phone.computers.trust(computer);
  stats.paired += 1;
  return { EscrowBag: Buffer.from(computer.escrowBag, 'base64') };
}
