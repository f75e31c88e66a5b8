import type { PhoneStream } from '../../stream/phone-stream.js';
import { arrayOf, bytesOf, dictOf, textOf } from '../../codecs/plist/plist-fields.js';
import type { PlistDict, PlistValue } from '../../codecs/plist/plist-value.js';
import { garbledIphone, printableWord } from '../ios-faults.js';
import { PlistChannel } from '../lockdown/plist-channel.js';

/** Ten times what anybody has. */
const MOST_APPS = 20_000;
const LONGEST_NAME = 255;
/** Of the App Store's words about all apps: some 10 KB each, of as many as anybody has. */
const MOST_STORE_BYTES = 32 * 1024 * 1024;
/** Names of attributes, as idevicebackup2 1.3.0 asks for them. */
const FROM_STORE = ['ApplicationSINF', 'iTunesMetadata'] as const;

/** An app that the phone's person installed. */
export interface InstalledApp {
  readonly bundle: string;
  /** What the App Store gave with it, by the names of the phone: with both, another phone can load it again. */
  readonly store?: Readonly<Record<(typeof FROM_STORE)[number], Uint8Array>>;
}

/**
 * What the phone's person installed, by bundle identifier, from a conversation with `com.apple.mobile.installation_proxy`,
 * which it ends. Throws `SourceError`.
 */
export async function installedApps(stream: PhoneStream): Promise<InstalledApp[]> {
  const proxy = new PlistChannel(stream);
  const apps = new Map<string, InstalledApp>();
  let room = MOST_STORE_BYTES;
  try {
    const options = { ApplicationType: 'User', ReturnAttributes: ['CFBundleIdentifier', ...FROM_STORE] };
    await proxy.send({ Command: 'Browse', ClientOptions: options });
    for (;;) {
      const page = await proxy.receive();
      const error = textOf(page['Error']);
      if (error !== undefined) throw garbledIphone(`no list of apps: ${printableWord(error)}`);
      for (const one of arrayOf(page['CurrentList']) ?? []) {
        const app = appOf(one, room);
        if (app === undefined || apps.has(app.bundle)) continue;
        room -= storeBytes(app);
        apps.set(app.bundle, app);
      }
      if (apps.size > MOST_APPS) throw garbledIphone('too many apps');
      if (page['Status'] === 'Complete') return [...apps.values()].sort(byBundle);
    }
  } finally {
    proxy.close();
  }
}

function appOf(value: PlistValue, room: number): InstalledApp | undefined {
  const told: PlistDict = dictOf(value) ?? {};
  const bundle = textOf(told['CFBundleIdentifier']);
  if (bundle === undefined || bundle === '' || bundle.length > LONGEST_NAME) return undefined;
  const [ApplicationSINF, iTunesMetadata] = FROM_STORE.map((name) => bytesOf(told[name]));
  if (ApplicationSINF === undefined || iTunesMetadata === undefined) return { bundle };
  const app = { bundle, store: { ApplicationSINF, iTunesMetadata } };
  return storeBytes(app) > room ? { bundle } : app;
}

const storeBytes = ({ store }: InstalledApp): number =>
  store === undefined ? 0 : store.ApplicationSINF.length + store.iTunesMetadata.length;

const byBundle = (a: InstalledApp, b: InstalledApp): number => (a.bundle < b.bundle ? -1 : 1);
