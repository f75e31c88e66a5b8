import type { PhoneStream } from '../../stream/phone-stream.js';
import { arrayOf, dictOf, textOf } from '../../codecs/plist/plist-fields.js';
import { garbledIphone, printableWord } from '../ios-faults.js';
import { PlistChannel } from '../lockdown/plist-channel.js';

/** Ten times what anybody has. */
const MOST_APPS = 20_000;
const LONGEST_NAME = 255;

/**
 * Bundle identifiers of what the phone's person installed, from a conversation with
 * `com.apple.mobile.installation_proxy`, which it ends. Throws `SourceError`.
 */
export async function installedApps(stream: PhoneStream): Promise<string[]> {
  const proxy = new PlistChannel(stream);
  const apps = new Set<string>();
  try {
    const options = { ApplicationType: 'User', ReturnAttributes: ['CFBundleIdentifier'] };
    await proxy.send({ Command: 'Browse', ClientOptions: options });
    for (;;) {
      const page = await proxy.receive();
      const error = textOf(page['Error']);
      if (error !== undefined) throw garbledIphone(`no list of apps: ${printableWord(error)}`);
      for (const app of arrayOf(page['CurrentList']) ?? []) {
        const name = textOf(dictOf(app)?.['CFBundleIdentifier']);
        if (name !== undefined && name !== '' && name.length <= LONGEST_NAME) apps.add(name);
      }
      if (apps.size > MOST_APPS) throw garbledIphone('too many apps');
      if (page['Status'] === 'Complete') return [...apps].sort();
    }
  } finally {
    proxy.close();
  }
}
