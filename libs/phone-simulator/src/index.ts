export { startAndroidPhone, type AndroidPhone, type AndroidPhoneOptions } from './start-android-phone.js';
export type { FaultStats, PhoneFaults, SyntheticEntry } from './faults.js';
export type { AuthMode } from './android/doorkeeper.js';
