import { PlistError } from '../../../codecs/plist/plist-error.js';
import { arrayOf, bytesOf, dictOf } from '../../../codecs/plist/plist-fields.js';
import { readPlist } from '../../../codecs/plist/read-plist.js';
import type { Cells } from '../database/cells.js';
import { attributedText } from './typed-stream.js';

/** In what is said of one message. */
const MOST_VALUES = 10_000;

/** What a message says: newer phones keep it in the archived form alone, and of a corrected one perhaps the last wording only. */
export function bodyOf(message: Cells): string | undefined {
  const text = message.text('text');
  if (text !== undefined) return text;
  const archived = message.bytes('attributedBody');
  const body = archived === undefined ? undefined : attributedText(archived);
  return body ?? lastWording(message.bytes('message_summary_info'));
}

/**
 * The wordings of corrected messages: `ec`, by the number of the part, each a list with the oldest first, `t` the text as it
 * is archived (as other programs read it; unconfirmed).
 */
function lastWording(summary: Uint8Array | undefined): string | undefined {
  if (summary === undefined) return undefined;
  try {
    const parts = dictOf(dictOf(readPlist(summary, { values: MOST_VALUES }))?.['ec']) ?? {};
    const last = Object.keys(parts)
      .sort((one, other) => Number(one) - Number(other))
      .map((part) => bytesOf(dictOf(arrayOf(parts[part])?.at(-1))?.['t']));
    const texts = last.map((bytes) => (bytes === undefined ? undefined : attributedText(bytes)));
    return texts.filter((text) => text !== undefined).join('') || undefined;
  } catch (error) {
    if (error instanceof PlistError) return undefined;
    throw error;
  }
}
