import type { BackupPassword } from './backup-password.js';
import type { Clock } from './clock.js';
import type { Domains } from './domains/domains.js';
import type { IosFaults, IosFaultStats } from './faults.js';
import type { PhoneValues } from './lockdown/phone-values.js';
import type { Notifications } from './notifications.js';
import type { Person } from './person.js';
import type { ServiceConnection } from './service-connection.js';
import type { StateFolder } from './state-folder.js';

/** One simulated iPhone, as its services see it. */
export interface IosPhoneState {
  readonly udid: string;
  /** What lockdown tells (`DeviceName`, `ProductVersion` …), by domain and key. */
  readonly values: PhoneValues;
  /** All that is on it. */
  readonly domains: Domains;
  /** Who holds it: locked or not, and the sheet that asks for the passcode. */
  readonly person: Person;
  readonly notifications: Notifications;
  readonly clock: Clock;
  /** Read anew each time: they change while the phone runs. */
  readonly faults: IosFaults;
  readonly stats: IosFaultStats;
  /** What ends every connection at once, and what makes it appear again. */
  readonly cable: { pull(): void; plug(): void };
  readonly backupPassword: BackupPassword;
  /** What it remembers across starts (certificates, computers, its last backup). */
  readonly state: StateFolder;
}

/** A program on the phone that computers talk to. Resolves when it is done; the connection is ended then. */
export type ServiceHandler = (connection: ServiceConnection, phone: IosPhoneState) => Promise<void>;

/** A service that lockdown starts by its name. */
export interface Service {
  readonly name: string;
  readonly serve: ServiceHandler;
  /** It may be started without the escrow bag only while the phone is unlocked. */
  readonly wantsEscrowBag?: boolean;
}
