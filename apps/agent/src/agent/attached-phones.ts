import { createPhoneMonitor } from '@holdfast/phones';
import type { AttachedPhone, PhonesOptions, PhoneState } from '@holdfast/phones';
import type { EnrolledPhone } from '../managed/enrolled-phones.js';

/** Where an enrolled phone is and since when it is as it is. */
export interface Attachment {
  readonly phone: EnrolledPhone;
  readonly address: string;
  readonly attach: PhoneState;
  /** Another attached phone bears the same address. */
  readonly isShared: boolean;
  readonly since: Date;
}

/** What the transports announce, reduced to the enrolled phones: of any other nothing is kept, not even a count. */
export function attachmentsOf(
  seen: readonly AttachedPhone[],
  enrolled: readonly EnrolledPhone[],
  before: ReadonlyMap<string, Attachment>,
  now: Date,
): Map<string, Attachment> {
  const found = new Map<string, Attachment>();
  for (const phone of enrolled) {
    const candidates = seen.filter((other) => phone.addresses.includes(other.address));
    const best = candidates.find((other) => other.state === 'ready' && !other.isShared) ?? candidates[0];
    if (best === undefined) continue;
    // One of two with the same serial may be anybody's: neither is opened.
    const isShared = best.isShared === true;
    const attach = isShared ? 'offline' : best.state;
    const last = before.get(phone.phoneId);
    const isSame = last?.attach === attach && last.address === best.address;
    const since = isSame ? last.since : now;
    found.set(phone.phoneId, { phone, address: best.address, attach, isShared, since });
  }
  return found;
}

/** Watches the transports until `signal`; a monitor that fails is started again after a pause. */
export async function watchPhones(
  options: PhonesOptions,
  signal: AbortSignal,
  onSeen: (seen: readonly AttachedPhone[]) => void,
): Promise<void> {
  while (!signal.aborted) {
    try {
      for await (const seen of createPhoneMonitor(options).watch(signal)) {
        if (signal.aborted) return;
        onSeen(seen);
      }
    } catch {
      // What a transport says when it breaks is about its own state; the next start tells whether it is better.
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, 2000);
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
    });
  }
}
