import type { IndexLoss } from '../index/index-database.js';
import type { Location } from '../location/location.js';
import type { BackupResult, Repository } from './repository.js';

/**
 * Whose key it is. An agent's `service` is given the repository secret and the newest epoch only: it backs up, and cannot
 * read what is older. All others open everything.
 */
export type KeyRole = 'employee' | 'workstation' | 'company' | 'service';

/** Who may open a repository from now on. Each is a public key in the end, so new epochs need nobody present. */
export type Recipient =
  | { readonly kind: 'password'; readonly password: Uint8Array }
  | {
      readonly kind: 'key';
      /** `employee` by default. */
      readonly role?: KeyRole;
      /** A part of the names of its wraps, in small letters and digits: whoever runs the location sees it. */
      readonly name: string;
      /** X25519, 32 bytes. */
      readonly publicKey: Uint8Array;
    }
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
  /** Told when the local index was of no use and was thrown away; what it held is read from the location again. */
  readonly onIndexLost?: (why: IndexLoss) => void;
  /** Only `createRepository` asks it, for the first epoch's date; the system's clock by default. */
  readonly now?: () => Date;
}

export interface CreateOptions extends Omit<OpenOptions, 'unlock'> {
  readonly recipients: readonly Recipient[];
  readonly unlock: Unlock;
  /** Told before anything is stored, with what `Repository.identity` will be: whoever is stopped then knows its own. */
  readonly onIdentity?: (identity: Uint8Array) => Promise<void>;
}

/** @throws StorageError `repository-exists` where the location holds one already */
export type CreateRepository = (options: CreateOptions) => Promise<Repository>;
/** @throws StorageError `not-a-repository`, `wrong-key`, `format-unsupported`, `location-unreachable` */
export type OpenRepository = (options: OpenOptions) => Promise<Repository>;
