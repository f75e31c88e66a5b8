import { encodeWrap } from '../crypto/wrap-object.js';
import type { Location } from '../location/location.js';
import { authenticWraps } from './epochs.js';
import { unlockLocation } from './open-repository.js';
import type { Recipient, Unlock } from './opening.js';
import { storedRecipient } from './unlock.js';

/**
 * Lets one more recipient open a repository: every epoch that `unlock` opens is wrapped to it, and each later epoch will
 * be. Adding one that is there already changes nothing, so that a call which was cut off is made again.
 *
 * @throws StorageError `wrong-key`, `not-a-repository`, `format-unsupported`, `object-altered`, and the location's
 */
export async function addRecipient(
  options: { readonly location: Location; readonly unlock: Unlock },
  recipient: Recipient,
): Promise<void> {
  const { objects, keys } = await unlockLocation(options.location, options.unlock);
  const added = await storedRecipient(recipient);
  const wraps = await authenticWraps(objects, keys);
  const has = new Set(wraps.filter((wrap) => wrap.recipient.id === added.id).map(({ epoch }) => epoch));
  for (const epoch of keys.openEpochs()) {
    if (has.has(epoch.number)) continue;
    const { name, bytes } = encodeWrap(keys, epoch, added);
    await objects.put(name, bytes);
  }
}
