import type { ReplacedRecipient, ReplacingRecipient } from '@holdfast/storage';
import { listRecipients, replaceRecipient } from '@holdfast/storage';
import type { Output } from '../../terminal/output.js';
import type { KeysPlace } from './keys-place.js';
import { recipientMeant } from './recipient-meant.js';
import { recipientJson } from './recipient-text.js';
import { removedJson, tellRemoved } from './removed-text.js';

/** Adds, proves, removes; `old` is what a person called the one to be replaced. */
export async function replaceAt(
  place: KeysPlace,
  recipient: ReplacingRecipient,
  old: string | undefined,
): Promise<ReplacedRecipient> {
  const meant = old === undefined ? undefined : recipientMeant(await listRecipients(place), old).id;
  return replaceRecipient(place, recipient, meant);
}

/** A replacement as `--json` shows it. */
export function replacedJson({ added, replaced }: ReplacedRecipient): Record<string, unknown> {
  return { added: recipientJson(added), removed: replaced ? removedJson(replaced) : null };
}

/** `what`: "password". */
export function tellReplaced(output: Output, { added, replaced }: ReplacedRecipient, what: string): void {
  output.summary(
    replaced
      ? `The new ${what} (${added.id}) opens everything; that was tried before the old one was removed.`
      : `The new ${what} (${added.id}) opens everything. There was none to replace.`,
  );
  if (replaced) tellRemoved(output, replaced);
}
