import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import type { PersonStep } from '../../../person-step.js';
import type { PhoneStream } from '../../../stream/phone-stream.js';
import type { CameraFile } from '../../photos/camera-files.js';
import type { InstalledApp } from '../../services/installed-apps.js';

/** What a backup asks of an iPhone that is open and trusts this computer. Everything throws `SourceError`. */
export interface BackupDevice {
  readonly udid: string;
  /** Of lockdown: one value, or all of a domain. `undefined` where the phone has none. */
  value(domain: string | undefined, key: string | undefined): Promise<PlistValue | undefined>;
  /** A new conversation with `com.apple.mobilebackup2`. */
  openBackupService(): Promise<PhoneStream>;
  openMedia(): Promise<PhoneMedia>;
  post(notification: string): Promise<void>;
  /** Until the function that it gives is called, or the phone is gone. */
  observe(notifications: readonly string[], told: (notification: string) => void): Promise<() => void>;
  /** What its person installed. */
  installedApps(): Promise<readonly InstalledApp[]>;
  /** What the camera's folder holds: all of it, or an error. */
  cameraFiles(): AsyncIterable<CameraFile>;
  /** What its person has to do now. */
  tell(step: PersonStep): void;
}

/** The part of a phone's files that is open to computers. */
export interface PhoneMedia {
  /** Opens a file for locking, making it where it is missing. */
  openLock(path: string): Promise<PhoneLock>;
  /** All of a small file; `undefined` where there is none, or it is larger than `most`. */
  readSmall(path: string, most: number): Promise<Uint8Array | undefined>;
  /** Makes a folder, or leaves one that is there. */
  makeFolder(path: string): Promise<void>;
  /** Writes a whole file over whatever stood there. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  remove(path: string): Promise<void>;
  close(): void;
}

export interface PhoneLock {
  /** False: somebody else holds it now. */
  take(): Promise<boolean>;
  /** Gives it back where it was taken, and closes the file. */
  release(): Promise<void>;
}
