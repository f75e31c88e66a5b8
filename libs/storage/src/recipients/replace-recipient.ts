import type { Recipient, Unlock } from '../repository/opening.js';
import { StorageError } from '../storage-error.js';
import { addHeld } from './add-recipient.js';
import type { HeldKeys } from './epochs.js';
import { expectFullKey } from './full-key.js';
import { holdKeys, nowOf } from './hold-keys.js';
import { listHeld } from './list-recipients.js';
import type { RecipientsRequest, RecipientSummary, RemovedRecipient } from './recipient-door.js';
import { readRecipients } from './read-recipients.js';
import { removeHeld } from './remove-recipient.js';
import { storedRecipient } from './stored-recipient.js';

/** Those whose private half follows from what a person has, so that it can be proven that they open. */
export type ReplacingRecipient = Exclude<Recipient, { readonly kind: 'key' }>;

export interface ReplacedRecipient {
  readonly added: RecipientSummary;
  /** Undefined where there was none of its role to replace. */
  readonly replaced?: RemovedRecipient;
}

/**
 * Changes a password, or replaces a recovery code, so that at no moment there is none that opens: adds the new one, opens
 * everything with it, and only then removes the old one: `replaces`, else the one in use where it is of that role, else
 * the only one of that role. A call that was cut off is made again with the same new one.
 * @throws StorageError `recipient-unknown` where several could be meant, `recipient-needed` where the new one is the old
 * one, `object-altered` when the new one does not open (the old one stays), and all of `addRecipient` and `removeRecipient`
 */
export async function replaceRecipient(
  request: RecipientsRequest,
  recipient: ReplacingRecipient,
  replaces?: string,
): Promise<ReplacedRecipient> {
  const held = await holdKeys(request);
  expectFullKey(held.own, 'The new one is given every epoch');
  const known = await opensAlready(request, recipient);
  const { recipients } = await listHeld(held);
  const old = oldOne(recipients, recipient.kind, replaces, known?.own.recipient.id);
  if (old && old.id === known?.own.recipient.id) throw same(old);
  // What opens already is of an earlier call that was cut off.
  const stored = known?.own.recipient ?? (await storedRecipient(recipient));
  const { id } = await addHeld(held, nowOf(request), stored);
  const proven = await holdKeys({ ...request, unlock: recipient satisfies Unlock });
  await expectAll(held, proven, id);
  const replaced = old && (await removeHeld(proven, nowOf(request), old.id));
  const added = (await listHeld(proven)).recipients.find((one) => one.id === id)!;
  return { added, ...(replaced ? { replaced } : {}) };
}

async function opensAlready(
  request: RecipientsRequest,
  recipient: ReplacingRecipient,
): Promise<HeldKeys | undefined> {
  try {
    return await holdKeys({ ...request, unlock: recipient });
  } catch (error) {
    // Damage is of wraps that are not its own: those of a new one do not exist.
    if (error instanceof StorageError && /^(wrong-key|object-altered)$/.test(error.code)) return undefined;
    throw error;
  }
}

function oldOne(
  all: readonly RecipientSummary[],
  role: RecipientSummary['role'],
  replaces: string | undefined,
  newId: string | undefined,
): RecipientSummary | undefined {
  const current = all.filter(({ standing }) => standing === 'current');
  if (replaces !== undefined) {
    const found = current.find(({ id }) => id === replaces);
    if (found) return found;
    throw new StorageError(
      'recipient-unknown',
      `No recipient of this repository is called ${replaces}. Nothing was changed.`,
    );
  }
  const sameRole = current.filter((one) => one.role === role);
  const inUse = sameRole.find(({ isInUse }) => isInUse);
  if (inUse) return inUse;
  const others = sameRole.filter(({ id }) => id !== newId);
  if (others.length < 2) return others[0];
  throw new StorageError(
    'recipient-unknown',
    `There are several: ${others.map(({ id }) => id).join(', ')}. Nothing was changed. Say which of them is to be replaced.`,
  );
}

async function expectAll({ objects, keys }: HeldKeys, proven: HeldKeys, id: string): Promise<void> {
  const settled = (await readRecipients(objects, keys)).settled(keys);
  const opens = proven.keys.openEpochs();
  if (settled.every(({ key }) => opens.some((epoch) => epoch.key.equals(key)))) return;
  throw new StorageError(
    'object-altered',
    `${id} was added but does not open everything, so the old one was not removed and still opens. Run verify, then try again.`,
  );
}

const same = ({ id }: RecipientSummary): StorageError =>
  new StorageError(
    'recipient-needed',
    `The new one is the one that is to be replaced, ${id}. Nothing was changed. Choose another.`,
  );
