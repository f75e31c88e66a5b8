/** Where a phone path leads: a folder of the system's own, or below the shared storage. */
export type Place =
  | { readonly kind: 'system'; readonly path: string }
  | { readonly kind: 'storage'; readonly below: readonly string[] };

/** The names that the shared storage goes by, longest first. */
const STORAGE = ['/storage/emulated/0', '/storage/self/primary', '/mnt/sdcard', '/sdcard'];

/** The system's own folders, with the names in them; enough for `ls /` and the way to the storage. */
export const SYSTEM_FOLDERS: Readonly<Record<string, readonly string[]>> = {
  '/': ['data', 'mnt', 'proc', 'sdcard', 'storage', 'system'],
  '/data': [],
  '/mnt': ['sdcard'],
  '/proc': [],
  '/storage': ['emulated', 'self'],
  '/storage/emulated': ['0'],
  '/storage/self': ['primary'],
  '/system': [],
};

/** Links of the system's own, as on a phone. */
export const SYSTEM_LINKS: Readonly<Record<string, string>> = {
  '/sdcard': '/storage/self/primary',
  '/mnt/sdcard': '/storage/self/primary',
  '/storage/self/primary': '/storage/emulated/0',
};

/** Folders that the shell user may not list. */
export const CLOSED_FOLDERS: readonly string[] = ['/data', '/storage/emulated'];

/** Resolves `.` and `..` by the text, as nothing above the storage is a link that leads elsewhere. One character is one byte. */
export function placeOf(path: string): Place {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  const absolute = `/${segments.join('/')}`;
  for (const name of STORAGE) {
    if (absolute === name) return { kind: 'storage', below: [] };
    if (absolute.startsWith(`${name}/`))
      return { kind: 'storage', below: absolute.slice(name.length + 1).split('/') };
  }
  return { kind: 'system', path: absolute };
}

/** Whether the path itself, not what it leads to, is one of the system's links: no trailing slash, no segment below. */
export function systemLink(path: string): string | undefined {
  return SYSTEM_LINKS[path.replace(/^\/+/, '/')];
}
