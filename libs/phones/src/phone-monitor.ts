import type { Platform, PullSource } from '@holdfast/contracts';
import type { PhoneTarget } from './phone-target.js';
import type { WholePhone } from './whole-phone.js';

/** What the workstation sees of a phone now. */
export type PhoneState = 'unauthorised' | 'locked' | 'offline' | 'no-permissions' | 'recovery' | 'ready';

/**
 * A phone as a transport announces it, before anything on it was read. `address` is what the transport calls it
 * (an adb serial, `host:port`, an iPhone's UDID, a mount path); `key` joins it with an enrolment.
 */
export interface AttachedPhone {
  readonly platform: Platform;
  readonly address: string;
  readonly state: PhoneState;
  readonly model: string | null;
  readonly via: 'adb-server' | 'adb-direct' | 'usbmux' | 'usbmux-network' | 'folder';
  /** Several phones bear this address, so that none of them can be opened by it. */
  readonly isShared?: true;
}

/** What a phone says of itself once its person asked for it. The serial is hashed by the agent and goes no further. */
export interface PhoneIdentity {
  readonly serial: string;
  readonly model: string | null;
  readonly osVersion: string | null;
}

/** Watches for phones. Yields the whole list at once and again at every change, debounced; never opens one. */
export interface PhoneMonitor {
  watch(signal: AbortSignal): AsyncIterable<readonly AttachedPhone[]>;
  /** The list now. */
  list(): Promise<readonly AttachedPhone[]>;
}

/** A phone that its own person asked to open. */
export interface PhoneSession {
  readonly identity: PhoneIdentity;
  /** What can be asked for: of an iPhone its photos and videos, which need no passcode. */
  readonly source: PullSource;
  /** All of a phone that drives its own backup. */
  readonly whole?: WholePhone;
  /** Where files can be put back on it. */
  readonly target?: PhoneTarget;
  /**
   * Asks the phone once more who it is when all was read. Throws `SourceError` `internal` when it says that it is another
   * one: nothing of that run may be kept.
   */
  confirmIdentity(): Promise<void>;
  close(): Promise<void>;
}
