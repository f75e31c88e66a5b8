import type { StagedItem } from '@holdfast/contracts';

/**
 * What the phone takes for a folder of backups on this computer. Paths are below the folder of the backup itself, checked,
 * with no slash at either end; the empty one is the folder. What cannot be done throws `Refusal`, which the phone is told;
 * anything else ends the conversation.
 */
export interface BackupStore {
  /** What lies in a folder; nothing where there is none. */
  list(path: string): Promise<readonly StagedItem[]>;
  /** The bytes of a file, asked for by the phone. Throws `Refusal` where there is none. */
  read(path: string): Promise<AsyncIterable<Uint8Array>>;
  /** A file comes, over whatever stands there. `label` is where it lies on the phone, hostile. */
  receive(path: string, label: string): Promise<Incoming>;
  mkdir(path: string): Promise<void>;
  /** Over whatever stands at `to`. */
  move(from: string, to: string): Promise<void>;
  copy(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
}

/** A file that the phone is sending. */
export interface Incoming {
  /** `bytes` are good until it resolves. */
  write(bytes: Uint8Array): Promise<void>;
  end(): Promise<void>;
  /** The phone could not read all of it: nothing of it is kept. */
  drop(): Promise<void>;
}
