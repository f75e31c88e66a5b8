import type { Clock } from './clock.js';
import type { IosFaults, IosFaultStats } from './faults.js';
import type { Muxer } from './muxer/start-muxer.js';
import type { PersonHabits } from './person.js';
import type { IosPhoneState, Service } from './phone-state.js';

/** How a simulated iPhone is to be. */
export interface IosPhoneOptions extends Partial<PersonHabits> {
  /** What is on it; see `Domains`. */
  readonly root: string;
  /** A muxer with room for it; else it comes with one of its own, on `socket` or `port` (0: a free one). */
  readonly muxer?: Muxer;
  readonly socket?: string;
  readonly port?: number;
  /** Where it remembers computers, keys and its last backup; `root` with `.iphone` behind it unless said. Never inside `root`. */
  readonly stateFolder?: string;
  readonly udid?: string;
  readonly name?: string;
  /** Serial number, telephone number and addresses follow from it. */
  readonly seed?: number;
  /** Its backups are sealed with this one, unless it was changed since. */
  readonly password?: string;
  /** True: no computer is trusted yet. Else the muxer hands out a pair record. */
  readonly unpaired?: boolean;
  /** `Network`: reached over the air. */
  readonly via?: 'USB' | 'Network';
  readonly isLocked?: boolean;
  readonly faults?: IosFaults;
  readonly clock?: Clock;
  /** Services beside its own (notification proxy, AFC, apps …), or in place of one of them. */
  readonly services?: readonly Service[];
  /** Its person is asked something. */
  readonly onAsked?: (what: 'trust' | 'passcode') => void;
}

/** A simulated iPhone that runs. */
export interface IosPhone {
  /** Of the muxer, as `USBMUXD_SOCKET_ADDRESS` takes it. */
  readonly address: string;
  readonly udid: string;
  readonly name: string;
  readonly faultStats: IosFaultStats;
  /** As its services see it. */
  readonly state: IosPhoneState;
  setFaults(faults: IosFaults): void;
  /** Taps Trust, or Don't Trust, in the dialog. */
  trust(): void;
  deny(): void;
  lock(): void;
  unlock(): void;
  /** Types the passcode into the sheet, or takes the sheet away. */
  enterPasscode(): void;
  dismissPasscode(): void;
  unplug(): void;
  plug(): void;
  close(): Promise<void>;
}
