import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import type { DeviceLink } from '../link/device-link.js';
import { Refusal } from '../store/refusal.js';
import type { BackupStore } from '../store/backup-store.js';

/** What there is to answer a phone with. */
export interface Serving {
  readonly link: DeviceLink;
  readonly store: BackupStore;
  /** What a path may begin with: the identifier of the phone, and of the one whose backup this is. */
  readonly owners: readonly string[];
  /** Bytes that still fit. */
  freeBytes(): Promise<bigint>;
  /** A file that the phone could not read on itself. `path` is where it would have been stored. */
  onUnreadable(path: string, label: string): void;
  /** A file came whole. */
  onReceived?(path: string): void;
}

/** Answers one message. */
export type Handler = (serving: Serving, args: readonly PlistValue[]) => Promise<void>;

/** Does what was asked and says so, or says why not. */
export async function answered({ link }: Serving, work: () => Promise<PlistValue>): Promise<void> {
  let value: PlistValue;
  try {
    value = await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return link.respond(error.code, error.message, {});
  }
  return link.respond(0, undefined, value);
}
