import { encodePlistMessage, isDict, type PlistDict } from '@holdfast/phones/codecs';
import { readRequest } from '../lockdown/read-request.js';
import type { IosPhoneState, ServiceHandler } from '../phone-state.js';

/** Apps that one message tells. */
const AT_ONCE = 20;
const APP_DOMAIN = 'AppDomain-';

/**
 * installation_proxy: which apps are there, one for each `AppDomain-…` of the phone. `Browse` tells them some at a time,
 * `Lookup` all in one answer by bundle identifier.
 */
export const installationProxy: ServiceHandler = async (connection, phone) => {
  for (;;) {
    const request = await readRequest(connection.reader);
    const { Command: command, ClientOptions: options } = isDict(request) ? request : {};
    const apps = await appsOf(phone, isDict(options) ? options : {});
    if (command === 'Browse') {
      for (let at = 0; at < apps.length; at += AT_ONCE) {
        const some = apps.slice(at, at + AT_ONCE);
        const more = { CurrentAmount: some.length, CurrentIndex: at, CurrentList: some, Total: apps.length };
        await connection.send(encodePlistMessage({ Status: 'BrowsingApplications', ...more }));
      }
      await connection.send(encodePlistMessage({ Status: 'Complete' }));
    } else if (command === 'Lookup') {
      const found = Object.fromEntries(apps.map((app) => [String(app['CFBundleIdentifier']), app]));
      await connection.send(encodePlistMessage({ LookupResult: found, Status: 'Complete' }));
    } else {
      await connection.send(encodePlistMessage({ Error: 'UnknownCommand' }));
    }
  }
};

async function appsOf(phone: IosPhoneState, options: PlistDict): Promise<PlistDict[]> {
  const wanted = options['BundleIDs'];
  const shown = options['ReturnAttributes'];
  if (options['ApplicationType'] === 'System') return [];
  const domains = await phone.domains.names();
  return domains
    .filter((domain) => domain.startsWith(APP_DOMAIN))
    .map((domain) => appOf(domain.slice(APP_DOMAIN.length)))
    .filter((app) => !Array.isArray(wanted) || wanted.includes(app['CFBundleIdentifier']))
    .map((app) => only(app, Array.isArray(shown) ? shown : undefined));
}

function appOf(bundle: string): PlistDict {
  const name = bundle.split('.').at(-1) ?? bundle;
  return {
    ApplicationType: 'User',
    CFBundleDisplayName: name.charAt(0).toUpperCase() + name.slice(1),
    CFBundleIdentifier: bundle,
    CFBundleShortVersionString: '1.0',
    CFBundleVersion: '1',
    Container: `/private/var/mobile/Containers/Data/Application/${bundle}`,
    Path: `/private/var/containers/Bundle/Application/${bundle}/${name}.app`,
    ApplicationSINF: Buffer.from(`licence of ${bundle}`),
    iTunesMetadata: Buffer.from(`the App Store's words about ${bundle}`),
  };
}

/** Large, and told only to who asks for them. */
const ASKED_FOR_ONLY: readonly string[] = ['ApplicationSINF', 'iTunesMetadata'];

function only(app: PlistDict, shown: readonly unknown[] | undefined): PlistDict {
  const isShown = (key: string): boolean =>
    shown === undefined ? !ASKED_FOR_ONLY.includes(key) : shown.includes(key);
  return Object.fromEntries(Object.entries(app).filter(([key]) => isShown(key)));
}
