export { startAndroidPhone, type AndroidPhone, type AndroidPhoneOptions } from './start-android-phone.js';
export type { FaultStats, PhoneFaults, SyntheticEntry } from './faults.js';
export type { WirelessOptions } from './android/wireless/wireless.js';
export type { AuthMode } from './android/doorkeeper.js';
export { fillDemoPhone } from './demo/fill-demo-phone.js';
export { mutateDemoPhone, type DemoChanges } from './demo/mutate-demo-phone.js';
export { hostilePhone, ODD_NAMES, REFUSED_NAMES } from './hostile/hostile-names.js';
