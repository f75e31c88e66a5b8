export * from './phone-monitor.js';
export * from './phone-target.js';
export * from './whole-phone.js';
export * from './person-step.js';
export * from './phones-options.js';
export { stateSentence, type StateSentence } from './state-sentence.js';
export { openPhone, type PhoneAddress } from './open-phone.js';
export {
  iosRecords,
  RECORDS_VERSION,
  type IosDatabases,
  type IosRecordFile,
} from './ios/records/ios-records.js';
export { openFolderSource } from './folder/open-folder.js';
export { createPhoneMonitor } from './monitor/create-phone-monitor.js';
export { pairWireless, type PairingRequest } from './android/wireless/pair-wireless.js';
export { readPlist } from './codecs/plist/read-plist.js';
export { readBackupManifest, unlockBackup } from './ios/format/backup-manifest.js';
export type { ClassKeys } from './ios/format/class-keys.js';
export { openSealed } from './ios/format/file-opening.js';
export { classKeysOf, decodeIphoneSecrets } from './ios/format/phone-secrets.js';
export { openLater, type OpeningLater } from './ios/backup/finish/open-later.js';
