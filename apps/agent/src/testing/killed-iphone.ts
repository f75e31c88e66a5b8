import { randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { startIosPhone } from '@holdfast/phone-simulator';
import type { IosPhone } from '@holdfast/phone-simulator';
import { digest, filesBelow, photoName, put } from './iphone-room.js';
import { holdfast, startHoldfast } from './run-holdfast.js';
import type { Finished } from './run-holdfast.js';
import { temporary } from './temporary.js';

/** When a run is killed: once the phone has sent so many bytes, or so long after it was done with its part. */
export type Moment = { readonly bytes: number } | { readonly msAfterPhone: number };

const MEBIBYTE = 2 ** 20;
const PHOTO_BYTES = 4 * MEBIBYTE;
/** Packs of two threads that were open when they were killed. */
const OPEN_PACKS = 2 * 16 * MEBIBYTE;

/** A simulated iPhone of 64 MiB, a repository in a folder, and the built program between them, which may be killed. */
export class KilledIphone {
  private photos = 0;
  private constructor(
    private readonly place: ReturnType<typeof temporary>,
    private readonly phone: IosPhone,
  ) {}

  static async make(): Promise<KilledIphone> {
    const place = temporary();
    for (let i = 0; i < 400; i++)
      put(place.at('phone', `AppDomain-com.example.notes/Documents/${i}.txt`), randomBytes(300));
    const phone = await startIosPhone({ root: place.at('phone'), faults: { bytesPerSecond: 60 * MEBIBYTE } });
    const made = new KilledIphone(place, phone);
    made.takePhotos(15);
    const { code, stderr } = await holdfast(['init', ...place.newRepository], place.at('home'));
    if (code !== 0) throw new Error(stderr);
    return made;
  }

  takePhotos(count: number): void {
    for (let i = 0; i < count; i++)
      put(this.place.at('phone', photoName((this.photos += 1))), randomBytes(PHOTO_BYTES));
  }

  backUp(): Promise<Finished> {
    return this.run('backup', '--source', `ios:${this.phone.udid}`, '--json');
  }

  /** Starts a backup and kills it; false: it was over before. */
  async killedAt(moment: Moment): Promise<boolean> {
    const { faultStats } = this.phone;
    const [bytesBefore, backupsBefore] = [faultStats.bytesSent, faultStats.backups];
    const started = startHoldfast(
      this.words('backup', '--source', `ios:${this.phone.udid}`),
      this.place.at('home'),
      this.environment,
    );
    const isReached = (): boolean =>
      'bytes' in moment
        ? faultStats.bytesSent - bytesBefore >= moment.bytes
        : faultStats.backups > backupsBefore;
    while (started.process.exitCode === null && !isReached()) await pause(1);
    if ('msAfterPhone' in moment) await pause(moment.msAfterPhone);
    const isKilled = started.process.kill('SIGKILL');
    return (await started.finished).code === null && isKilled;
  }

  async snapshots(): Promise<string[]> {
    const { snapshots } = (await this.run('snapshots', '--json')).json<{ snapshots: { id: string }[] }>();
    return snapshots.map(({ id }) => id);
  }

  /** Place → digest of what a snapshot holds, without the phone's own store. */
  async restored(snapshotId: string): Promise<Record<string, string>> {
    const target = this.place.at('restored', randomBytes(4).toString('hex'));
    const { code, stderr } = await this.run('restore', snapshotId, '--target', target);
    if (code !== 0) throw new Error(stderr);
    const found = filesBelow(target).filter(([name]) => !name.startsWith('Phone records/'));
    return Object.fromEntries(found.map(([name, at]) => [name, digest(readFileSync(at))]));
  }

  onPhone(): Record<string, string> {
    const found = filesBelow(this.place.at('phone'));
    return Object.fromEntries(
      found.map(([name, at]) => [name.replace(/^AppDomain-/, 'Apps/'), digest(readFileSync(at))]),
    );
  }

  verify(): Promise<Finished> {
    return this.run('verify', '--read-data');
  }

  /** Bytes of contents in the repository beyond what the phone ever held. */
  storedTwice(): number {
    const sum = (below: string): number =>
      filesBelow(this.place.at(below)).reduce((bytes, [, at]) => bytes + statSync(at).size, 0);
    return sum('repository/data') - sum('phone');
  }

  get mostStoredTwice(): number {
    return OPEN_PACKS;
  }

  /** Names of manifests and of staged files that lie in the program's folders. */
  leftovers(): string[] {
    return filesBelow(this.place.at('home'))
      .map(([name]) => name)
      .filter((name) => /staging|\.open$|Manifest|iphone-/.test(name));
  }

  async close(): Promise<void> {
    await this.phone.close();
    this.place.remove();
  }

  private run(...words: string[]): Promise<Finished> {
    return holdfast(this.words(...words), this.place.at('home'), this.environment);
  }

  private words(...words: string[]): string[] {
    return [...words, ...this.place.repository];
  }

  private get environment(): Record<string, string> {
    return { USBMUXD_SOCKET_ADDRESS: this.phone.address };
  }
}
