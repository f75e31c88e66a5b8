import { whereGiven } from './where-given.js';
import type { BackupDevice } from './backup-device.js';

const SHOWN = 'com.apple.LocalAuthentication.ui.presented';
const GONE = 'com.apple.LocalAuthentication.ui.dismissed';
const CANCELLED = 'com.apple.itunes-client.syncCancelRequest';
/** The phone gives up then, with error 208 (libimobiledevice issue 1380). */
const SECONDS = 180;

/**
 * Watches the phone's screen while it is asked for something: tells the person when it wants its passcode, and when that is
 * over. Since iOS 16.1 it does for each backup. A phone that cannot be watched is backed up all the same.
 */
export class PasscodeWatch {
  /** The sheet was shown at least once. */
  wasAsked = false;
  private shown = false;
  private stop: () => void = () => undefined;

  constructor(
    private readonly device: BackupDevice,
    private readonly onCancel: () => void,
  ) {}

  async start(): Promise<void> {
    const stop = await whereGiven(this.device.observe([SHOWN, GONE, CANCELLED], this.told));
    if (stop !== undefined) this.stop = stop;
  }

  /** The phone no longer waits, whatever it last said. */
  end(): void {
    this.stop();
    this.gone();
  }

  private readonly told = (notification: string): void => {
    if (notification === CANCELLED) this.onCancel();
    if (notification === GONE) this.gone();
    if (notification !== SHOWN || this.shown) return;
    this.shown = true;
    this.wasAsked = true;
    this.device.tell({ step: 'passcode', seconds: SECONDS });
  };

  private gone(): void {
    if (!this.shown) return;
    this.shown = false;
    this.device.tell({ step: 'none' });
  }
}
