import type { RemovedRecipient } from '@holdfast/storage';
import { countText } from '../../terminal/figures.js';
import type { Output } from '../../terminal/output.js';
import { recipientJson, roleText } from './recipient-text.js';

/** A removal as `--json` shows it. */
export function removedJson({ removed, newEpoch, stillStored }: RemovedRecipient): Record<string, unknown> {
  return { ...recipientJson(removed), newEpoch, stillStored };
}

/** Says what the one removed opens no more, and what it may open still. */
export function tellRemoved(output: Output, { removed, newEpoch, stillStored }: RemovedRecipient): void {
  output.summary(
    `Removed ${removed.id} (${roleText(removed)}). Contents stored from now on are sealed in epoch ${newEpoch}, which it cannot open.`,
  );
  if (stillStored > 0) {
    output.summary(
      `The location still holds ${countText(stillStored, 'wrap')} to it, locked or as an older version. Holdfast opens nothing ` +
        'by them any more.',
    );
  }
  output.note(
    'Who copied its key and wraps before, and can still read the location, opens what it opened until now, and sees the ' +
      'names of later files too. If that must not be, take away their access to the location.',
  );
}
