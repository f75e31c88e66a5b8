import type { Location } from '../location/location.js';
import type { BackupResult, Repository } from './repository.js';

/** Who may open a repository from now on. Each is a public key in the end, so new epochs need nobody present. */
export type Recipient =
  | { readonly kind: 'password'; readonly password: Uint8Array }
  | { readonly kind: 'key'; readonly name: string; readonly publicKey: Uint8Array }
  | { readonly kind: 'recovery-code'; readonly words: string };

/** What the person or service at hand can open it with. */
export type Unlock =
  | { readonly kind: 'password'; readonly password: Uint8Array }
  | { readonly kind: 'key'; readonly privateKey: Uint8Array }
  | { readonly kind: 'recovery-code'; readonly words: string };

/**
 * How a snapshot becomes one. Standalone: the snapshot object is PUT last and that is all (`undefined`).
 * Managed: after that PUT the control plane proves and records it. Throws: the backup did not happen.
 */
export interface Committer {
  commit(result: BackupResult): Promise<void>;
  /** Object names of the snapshots that count; `undefined`: every snapshot object in the location does. */
  committed(): Promise<readonly string[]> | undefined;
}

export interface OpenOptions {
  readonly location: Location;
  /** A folder of this workstation for spool, journal and index cache; safe to delete between runs. */
  readonly workFolder: string;
  readonly unlock: Unlock;
  readonly committer?: Committer;
  /** Parallel uploads, 4 by default. */
  readonly uploads?: number;
  /** Only `createRepository` asks it, for the first epoch's date; the system's clock by default. */
  readonly now?: () => Date;
}

export interface CreateOptions extends Omit<OpenOptions, 'unlock'> {
  readonly recipients: readonly Recipient[];
  readonly unlock: Unlock;
}

/** @throws StorageError `repository-exists` where the location holds one already */
export type CreateRepository = (options: CreateOptions) => Promise<Repository>;
/** @throws StorageError `not-a-repository`, `wrong-key`, `format-unsupported`, `location-unreachable` */
export type OpenRepository = (options: OpenOptions) => Promise<Repository>;
