import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { openPhone, type PersonStep, type PhoneSession, type WholeBackupOptions } from '@holdfast/phones';
import type { IosPhone, IosPhoneOptions } from '../ios/ios-phone-options.js';
import { startIosPhone } from '../ios/start-ios-phone.js';
import { KeptSink } from './kept-sink.js';
import { clientOptions } from './options.js';

/** A small simulated iPhone, and a computer that backs it up. */
export interface WholeIphone {
  readonly phone: IosPhone;
  /** What is on it. */
  readonly root: string;
  readonly steps: PersonStep[];
  open(signal?: AbortSignal): Promise<PhoneSession>;
  /** One backup upon the last one; what came of it, and the error that it ended with. */
  backUp(making?: Making): Promise<{ readonly sink: KeptSink; readonly error: unknown }>;
  close(): Promise<void>;
}

export interface Making {
  readonly last?: KeptSink;
  readonly options?: Partial<WholeBackupOptions>;
  readonly signal?: AbortSignal;
}

export async function wholeIphone(options: Partial<IosPhoneOptions> = {}): Promise<WholeIphone> {
  const base = await mkdtemp(join(tmpdir(), 'holdfast-iphone-'));
  const root = await mkdtemp(join(base, 'phone-'));
  const scratch = await mkdtemp(join(base, 'scratch-'));
  await fillSmall(root);
  const phone = await startIosPhone({ root, ...options });
  const steps: PersonStep[] = [];
  const open = (signal?: AbortSignal): Promise<PhoneSession> => {
    const onStep = (_: string, step: PersonStep): void => void steps.push(step);
    return openPhone(
      { platform: 'ios', address: phone.udid },
      clientOptions(base, { usbmuxd: phone.address, onStep }),
      signal,
    );
  };
  return {
    phone,
    root,
    steps,
    open,
    backUp: async ({ last, options: more, signal }: Making = {}) => {
      const sink = new KeptSink(last);
      const session = await open(signal);
      let error: unknown;
      try {
        const freeBytes = (): Promise<bigint> => Promise.resolve(10n ** 12n);
        const source = session.whole!.source({ scratch, freeBytes, ...more });
        await source.run(sink, last?.asPrevious, signal);
        await source.close();
      } catch (thrown) {
        error = thrown;
      }
      await session.close();
      const leftovers = await readdir(scratch);
      if (leftovers.length > 0) throw new Error(`left on this computer: ${leftovers.join(', ')}`);
      return { sink, error };
    },
    close: async () => {
      await phone.close();
      await rm(base, { recursive: true, force: true });
    },
  };
}

/** Photos of some size, an app's files, a message's, an empty one; 2 MB together. */
async function fillSmall(root: string): Promise<void> {
  const photos = Array.from(
    { length: 20 },
    (_, i) => `DCIM/100APPLE/IMG_${String(i + 1).padStart(4, '0')}.JPG`,
  );
  const others = [
    'AppDomain-com.example.fieldnotes/Documents/Visit Été à Nîmes.txt',
    'AppDomainGroup-group.com.example.shared/Contacts.vcf',
    'HomeDomain/Library/Preferences/com.apple.springboard.plist',
    'MediaDomain/Library/SMS/Attachments/0a/10/demo/IMG_0200.JPG',
  ];
  const files: [string, Uint8Array][] = [
    ...[...photos, ...others].map((path): [string, Uint8Array] => [path, randomBytes(80_000)]),
    ['AppDomain-com.example.fieldnotes/Documents/empty.txt', new Uint8Array(0)],
  ];
  for (const [path, bytes] of files) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes);
  }
}
