export * from './phone-monitor.js';
export * from './phone-target.js';
export * from './phones-options.js';
export { stateSentence, type StateSentence } from './state-sentence.js';
export { openPhone } from './open-phone.js';
export { openFolderSource } from './folder/open-folder.js';
export { createPhoneMonitor } from './monitor/create-phone-monitor.js';
export { pairWireless, type PairingRequest } from './android/wireless/pair-wireless.js';
