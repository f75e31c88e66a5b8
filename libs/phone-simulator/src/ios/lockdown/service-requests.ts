import type { PlistDict } from '@holdfast/phones/codecs';
import type { TrustedComputer } from '../pairing/trusted-computers.js';
import type { LockdownPhone } from './lockdown-phone.js';

/**
 * StartService within a session. While the phone is locked, and always for a service that wants it, the computer has to show
 * the escrow bag that it was given when it paired: else `PasswordProtected`, as iOS says where it is missing (reported:
 * pymobiledevice3 issue 1562).
 */
export function startService(phone: LockdownPhone, request: PlistDict, computer: TrustedComputer): PlistDict {
  const name = request['Service'];
  if (typeof name !== 'string') return { Error: 'MissingService' };
  const service = phone.ports.find(name);
  const { faults, person } = phone.state;
  if (service === undefined) return { Error: 'InvalidService' };
  if (faults.deniedServices?.includes(name) === true) return { Error: 'ServiceProhibited' };
  const bag = request['EscrowBag'];
  const hasBag = bag instanceof Uint8Array && Buffer.from(bag).toString('base64') === computer.escrowBag;
  if (!hasBag && (person.isLocked || service.wantsEscrowBag === true)) return { Error: 'PasswordProtected' };
  return { Service: name, Port: phone.ports.start({ service, computer }), EnableServiceSSL: true };
}
