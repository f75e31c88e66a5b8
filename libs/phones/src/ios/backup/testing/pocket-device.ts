import type { PlistDict, PlistValue } from '../../../codecs/plist/plist-value.js';
import type { PersonStep } from '../../../person-step.js';
import type { CameraFile } from '../../photos/camera-files.js';
import type { BackupDevice, PhoneLock, PhoneMedia } from '../device/backup-device.js';
import type { PhoneStream } from '../../../stream/phone-stream.js';
import type { InstalledApp } from '../../services/installed-apps.js';
import { ScriptedPhone, UDID, type Script } from './scripted-phone.js';

/** An iPhone around a script: what it tells of itself, its lock, and what it is told. */
export class PocketDevice implements BackupDevice {
  readonly udid = UDID;
  readonly values: Record<string, PlistDict> = {
    '': {
      DeviceName: 'Their iPhone',
      ProductType: 'iPhone14,2',
      ProductVersion: '18.7.2',
      SerialNumber: 'F00',
    },
    'com.apple.mobile.backup': { WillEncrypt: false },
  };
  readonly media = new Map<string, Uint8Array>();
  /** What each attempt to write there ends with. */
  refusesToWrite: Error | undefined;
  readonly posted: string[] = [];
  readonly steps: PersonStep[] = [];
  readonly scripts: Promise<void>[] = [];
  readonly camera: CameraFile[] = [];
  phone = new ScriptedPhone();
  lockIsFree: () => boolean = () => true;
  lock: 'never' | 'taken' | 'released' = 'never';
  notify: (notification: string) => void = () => undefined;

  constructor(private readonly script: Script) {}

  value(domain = '', key?: string): Promise<PlistValue | undefined> {
    const values = this.values[domain];
    return Promise.resolve(key === undefined ? values : values?.[key]);
  }

  openBackupService(): Promise<PhoneStream> {
    this.phone = new ScriptedPhone();
    // A script that is cut off ends with what cut it off.
    this.scripts.push(this.script(this.phone).catch(() => undefined));
    return Promise.resolve(this.phone.stream);
  }

  openMedia(): Promise<PhoneMedia> {
    const lock: PhoneLock = {
      take: () => {
        const free = this.lockIsFree();
        if (free) this.lock = 'taken';
        return Promise.resolve(free);
      },
      release: () => {
        if (this.lock === 'taken') this.lock = 'released';
        return Promise.resolve();
      },
    };
    return Promise.resolve({
      openLock: () => Promise.resolve(lock),
      readSmall: (path) => Promise.resolve(this.media.get(path)),
      makeFolder: async (path) => {
        if (this.refusesToWrite !== undefined) throw this.refusesToWrite;
        this.media.set(path, Buffer.alloc(0));
      },
      write: async (path, bytes) => void this.media.set(path, bytes),
      remove: async (path) => void this.media.delete(path),
      close: () => undefined,
    });
  }

  post(notification: string): Promise<void> {
    this.posted.push(notification.replace('com.apple.itunes-mobdev.', ''));
    return Promise.resolve();
  }

  observe(_names: readonly string[], told: (notification: string) => void): Promise<() => void> {
    this.notify = told;
    return Promise.resolve(() => (this.notify = () => undefined));
  }

  installedApps(): Promise<readonly InstalledApp[]> {
    const store = { ApplicationSINF: Buffer.from('sinf'), iTunesMetadata: Buffer.from('store') };
    return Promise.resolve([{ bundle: 'org.example.notes', store }, { bundle: 'org.example.own' }]);
  }

  async *cameraFiles(): AsyncGenerator<CameraFile> {
    yield* this.camera;
  }

  tell(step: PersonStep): void {
    this.steps.push(step);
  }
}
