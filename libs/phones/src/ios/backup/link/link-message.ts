import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import { garbled } from './link-faults.js';

/** One message of the device link: its name and what comes with it. All of it is hostile when it comes from a phone. */
export interface LinkMessage {
  readonly name: string;
  /** `arguments[0]` is what follows the name. */
  readonly arguments: readonly PlistValue[];
}

const LONGEST_NAME = 128;

/** Throws `SourceError` `internal` for what is no message. */
export function linkMessage(value: PlistValue): LinkMessage {
  if (!Array.isArray(value)) throw garbled('a message that is no list');
  const [name, ...rest] = value as readonly PlistValue[];
  if (typeof name !== 'string' || name.length > LONGEST_NAME) throw garbled('a message without a name');
  return { name, arguments: rest };
}
