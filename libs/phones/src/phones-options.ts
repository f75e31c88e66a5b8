import type { PersonStep } from './person-step.js';

/** How phones are reached from this workstation. Values come from the agent: this library reads no environment. */
export interface PhonesOptions {
  /** `host:port` of the adb server; it is used if it answers and never started or killed. */
  readonly adbServer: string;
  /** Phones on the network (`host:port`) to reach directly while the adb server does not list them. */
  readonly directAddresses: readonly string[];
  /** Mounted phones, SD cards, exports. */
  readonly folders: readonly string[];
  /** PEM file of this OS user's adb key; made with mode 0600 at first use. */
  readonly adbKeyFile: string;
  /** `UNIX:/path` or `host:port` of usbmuxd, which is never started. Absent: iPhones are neither seen nor opened. */
  readonly usbmuxd?: string;
  /**
   * Folder of this OS user's pair records (made with mode 0700 at first use): whoever holds one reads the phone, so it never
   * leaves this computer. Absent: phones that trust this computer already can be opened, none is paired.
   */
  readonly pairRecords?: string;
  /** Told when a phone shows the allow dialog, so that its person can be asked to tap. */
  readonly onAuthorisationNeeded?: (address: string) => void;
  /** Told what the phone's person has to do, once for each change. */
  readonly onStep?: (address: string, step: PersonStep) => void;
}
