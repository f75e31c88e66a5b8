import type { Cells } from '../database/cells.js';
import { attributedText } from './typed-stream.js';

/** What a message says: newer phones keep it in the archived form alone. */
export function bodyOf(message: Cells): string | undefined {
  const text = message.text('text');
  if (text !== undefined) return text;
  const archived = message.bytes('attributedBody');
  return archived === undefined ? undefined : attributedText(archived);
}
