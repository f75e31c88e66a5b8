import { opensEverything } from '../crypto/recipient.js';
import { addHeld } from './add-recipient.js';
import { expectFullKey } from './full-key.js';
import { holdKeys, nowOf } from './hold-keys.js';
import { readRecipients } from './read-recipients.js';
import type { RecipientsRequest, RecipientSummary } from './recipient-door.js';

/** Whose keys are a person's own. */
const OWN = ['employee', 'recovery-code', 'workstation'];

/**
 * Lets everybody who opens one repository by a key, a workstation or a recovery code of its person open another one too, which
 * needs none of their secrets. A company and a service are not among them: whoever wraps to those decides it for each.
 * Whom the other one removed stays removed. @throws StorageError as `addRecipient`
 */
export async function shareRecipients(
  from: RecipientsRequest,
  to: RecipientsRequest,
): Promise<RecipientSummary[]> {
  const source = await holdKeys(from);
  const held = await holdKeys(to);
  expectFullKey(held.own, 'A new recipient is given every epoch');
  const known = await readRecipients(held.objects, held.keys);
  const added: RecipientSummary[] = [];
  for (const entry of (await readRecipients(source.objects, source.keys)).current) {
    if (!OWN.includes(entry.role) || !opensEverything(entry) || known.find(entry.publicKey)) continue;
    const { role, id, publicKey } = entry;
    added.push(await addHeld(held, nowOf(to), { role, id, publicKey }));
  }
  return added;
}
