import { SocketStream } from '../../stream/socket-stream.js';
import { SILENCE_MS } from '../../stream/phone-faults.js';
import type { PhoneStream } from '../../stream/phone-stream.js';
import type { PlistValue } from '../../codecs/plist/plist-value.js';
import type { PersonStep } from '../../person-step.js';
import type { BackupDevice } from '../backup/device/backup-device.js';
import { AfcConnection } from '../afc/afc-connection.js';
import { AfcMedia } from '../afc/afc-media.js';
import { LockdownRefusal, refusedByIphone } from '../lockdown/lockdown-refusal.js';
import type { Lockdown } from '../lockdown/lockdown.js';
import { startPinnedTls } from '../lockdown/pinned-tls.js';
import type { PairRecord } from '../pairing/pair-record.js';
import { cameraFiles, type CameraFile } from '../photos/camera-files.js';
import { installedApps, type InstalledApp } from '../services/installed-apps.js';
import { observeNotifications, postNotification } from '../services/notification-proxy.js';
import { LockdownSession } from './lockdown-session.js';
import type { PhoneLine } from './phone-line.js';
import { WaitingPerson } from './waiting-person.js';

/** What an open iPhone is reached with. */
export interface DeviceReach {
  readonly line: PhoneLine;
  readonly record: PairRecord;
  readonly tell: (step: PersonStep) => void;
  readonly signal?: AbortSignal | undefined;
  /** How long somebody is waited for who has to unlock it, milliseconds. */
  readonly patienceMs?: number | undefined;
}

/**
 * An iPhone that trusts this computer: its values and its services. Everything throws `SourceError`: `unplugged`,
 * `phone-locked` when nobody unlocks it within a minute, `permission-denied` where a profile forbids a service,
 * `unsupported` where it has none of that name, `internal`.
 */
export class IosDevice implements BackupDevice {
  private readonly session: LockdownSession;

  constructor(private readonly reach: DeviceReach) {
    this.session = new LockdownSession(reach.line, reach.record);
  }

  get udid(): string {
    return this.reach.line.device.udid;
  }

  value(domain: string | undefined, key: string | undefined): Promise<PlistValue | undefined> {
    return this.inSession((lockdown) => lockdown.value(domain, key));
  }

  /** A new conversation with a service. `silenceMs`: how long it may say nothing while it is waited for. */
  async startService(name: string, silenceMs = SILENCE_MS): Promise<PhoneStream> {
    const { line, record } = this.reach;
    const { port, isTls } = await this.inSession((lockdown) => lockdown.startService(name, record.escrowBag));
    const socket = await line.connect(port);
    return new SocketStream(isTls ? await startPinnedTls(socket, record) : socket, silenceMs);
  }

  /** With `com.apple.mobilebackup2`, which may be silent for as long as its caller has patience. */
  openBackupService(): Promise<PhoneStream> {
    return this.startService('com.apple.mobilebackup2', Infinity);
  }

  async openAfc(): Promise<AfcConnection> {
    return new AfcConnection(await this.startService('com.apple.afc'));
  }

  /** The part of its files that is open to computers, for locking and for small files. */
  async openMedia(): Promise<AfcMedia> {
    return new AfcMedia(await this.openAfc());
  }

  async post(notification: string): Promise<void> {
    await postNotification(await this.startService('com.apple.mobile.notification_proxy'), notification);
  }

  /** Until the function that it gives is called, or the phone is gone. */
  async observe(notifications: readonly string[], told: (notification: string) => void): Promise<() => void> {
    const stream = await this.startService('com.apple.mobile.notification_proxy', Infinity);
    return observeNotifications(stream, notifications, told);
  }

  /** What its person installed. */
  async installedApps(): Promise<readonly InstalledApp[]> {
    return installedApps(await this.startService('com.apple.mobile.installation_proxy'));
  }

  cameraFiles(): AsyncIterable<CameraFile> {
    return cameraFiles(() => this.openAfc());
  }

  tell(step: PersonStep): void {
    this.reach.tell(step);
  }

  private async inSession<T>(work: (lockdown: Lockdown) => Promise<T>): Promise<T> {
    const { tell, signal, patienceMs } = this.reach;
    const person = new WaitingPerson(tell, signal, patienceMs);
    try {
      for (;;) {
        try {
          return await this.session.do(work);
        } catch (error) {
          if (!(error instanceof LockdownRefusal) || error.reason !== 'PasswordProtected') throw error;
          await person.for('unlock', error);
        }
      }
    } catch (error) {
      throw refusedByIphone(error);
    } finally {
      person.done();
    }
  }
}
