import type { RecipientRole } from '../crypto/recipient.js';
import type { Location } from '../location/location.js';
import type { Unlock } from '../repository/opening.js';

/** Where, and with which key: what each change of recipients needs. */
export interface RecipientsRequest {
  readonly location: Location;
  readonly unlock: Unlock;
  /** The system's clock by default. */
  readonly now?: () => Date;
}

/** A recipient as a person sees it. */
export interface RecipientSummary {
  /** Stable: role or name, and eight digits of its key. */
  readonly id: string;
  readonly role: RecipientRole;
  /**
   * `unfinished`: it has wraps, but whoever added it did not get to the end; `removed`: no epoch that began later is
   * wrapped to it.
   */
  readonly standing: 'current' | 'unfinished' | 'removed';
  /** Undefined where nobody wrote it down. */
  readonly since?: Date;
  readonly removedAt?: Date;
  /** Numbers of the epochs that it has a wrap of, in order: wraps which somebody with the repository secret made. */
  readonly epochs: readonly number[];
  /** It is the one that opened the repository. */
  readonly isInUse: boolean;
}

export interface RecipientList {
  readonly repositoryId: string;
  /** Those that count, then the others; each in the order in which they came. */
  readonly recipients: readonly RecipientSummary[];
  /** The epoch that is written under; undefined where this key does not open it, so that the next backup begins another. */
  readonly newestEpoch?: { readonly number: number; readonly began: Date };
  /** How many epochs there are that anybody has a wrap of. */
  readonly epochs: number;
  /** Wraps that nobody with the repository secret made: somebody who can write at the location did. None is believed. */
  readonly forged: readonly string[];
  /** Wraps and rosters whose bytes are not those that were stored. */
  readonly damaged: readonly string[];
}

export interface RemovedRecipient {
  readonly removed: RecipientSummary;
  /** What is stored from now on is sealed under this one, which it cannot open. */
  readonly newEpoch: number;
  /** Its wraps that the location still holds: locked, kept as an older version, or let go by its control plane only. */
  readonly stillStored: number;
}
