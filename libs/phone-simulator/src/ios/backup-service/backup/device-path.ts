import { createHash } from 'node:crypto';
import { LONGEST_NAME } from '@holdfast/phones/codecs';

const MOBILE = '/private/var/mobile';
const FIXED: Readonly<Record<string, string>> = {
  RootDomain: '/private/var/root',
  KeychainDomain: '/private/var/Keychains',
  WirelessDomain: '/private/var/wireless',
  ManagedPreferencesDomain: '/private/var/Managed Preferences',
  SystemPreferencesDomain: '/private/var/preferences',
  InstallDomain: `${MOBILE}/Library/Application Support`,
};
const CONTAINERS: readonly (readonly [start: string, folder: string])[] = [
  ['AppDomain-', `${MOBILE}/Containers/Data/Application`],
  ['AppDomainGroup-', `${MOBILE}/Containers/Shared/AppGroup`],
  ['AppDomainPlugin-', `${MOBILE}/Containers/Data/PluginKitPlugin`],
  ['SysContainerDomain-', '/private/var/containers/Data/System'],
  ['SysSharedContainerDomain-', '/private/var/containers/Shared/SystemGroup'],
];

/** Where a file lies on a phone, as UploadFiles tells it beside the name in the backup. */
export function devicePath(domain: string, path: string): string {
  return shortened(`${folderOf(domain)}/${path}`);
}

function folderOf(domain: string): string {
  for (const [start, folder] of CONTAINERS)
    if (domain.startsWith(start)) return `${folder}/${uuidOf(domain)}`;
  return FIXED[domain] ?? MOBILE;
}

function uuidOf(domain: string): string {
  const hex = createHash('sha1').update(domain).digest('hex').toUpperCase();
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}

/** Phones know no longer names than computers take. */
function shortened(path: string): string {
  const bytes = Buffer.from(path);
  return bytes.length <= LONGEST_NAME ? path : bytes.toString('utf8', 0, LONGEST_NAME - 3);
}
