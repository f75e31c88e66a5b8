import { arrayOf, dictOf, textOf } from '../../../codecs/plist/plist-fields.js';
import type { PlistDict } from '../../../codecs/plist/plist-value.js';
import { jsonFile, type JsonRecord } from '../../../records/formats/record-json.js';

const MOST_APPS = 20_000;
const MOST_CHARACTERS = 1_000;

/**
 * The applications that the backup names, in the form of Android's: those in `Manifest.plist`, with their versions, and
 * those that `Info.plist` says a person installed.
 */
export function installedApps(
  manifest: PlistDict | undefined,
  info: PlistDict | undefined,
): readonly JsonRecord[] {
  const known = dictOf(manifest?.['Applications']) ?? {};
  const own = arrayOf(info?.['Installed Applications'])?.flatMap((name) => textOf(name) ?? []);
  const installed = own === undefined ? undefined : new Set(own);
  const names = [...new Set([...Object.keys(known), ...(own ?? [])])].filter(
    (name) => short(name) !== undefined,
  );
  return names
    .sort()
    .slice(0, MOST_APPS)
    .map((name) => {
      const told = dictOf(known[name]);
      const version = textOf(told?.['CFBundleShortVersionString']) ?? textOf(told?.['CFBundleVersion']);
      const record: Record<string, string | boolean> = { package: name };
      if (short(version) !== undefined) record['versionName'] = version ?? '';
      const path = short(textOf(told?.['Path']));
      if (path !== undefined) record['path'] = path;
      if (installed !== undefined) record['system'] = !installed.has(name);
      return record;
    });
}

/** `apps.json`. */
export function appsJson(apps: readonly JsonRecord[]): AsyncGenerator<string> {
  return jsonFile('apps', each(apps));
}

/** Of what `Info.plist` says of the phone, what is nobody's: no number, no name, no day. */
export function phoneJson(info: PlistDict): string | undefined {
  const text = (key: string): string | undefined => short(textOf(info[key]));
  const properties = {
    manufacturer: 'Apple',
    brand: 'Apple',
    model: text('Product Name') ?? text('Product Type'),
    device: text('Product Type'),
    iosVersion: text('Product Version'),
    build: text('Build Version'),
  };
  if (properties.device === undefined && properties.iosVersion === undefined) return undefined;
  return `${JSON.stringify({ schema: 1, kind: 'phone', properties }, undefined, 2)}\n`;
}

function short(text: string | undefined): string | undefined {
  return text === undefined || text === '' || text.length > MOST_CHARACTERS ? undefined : text;
}

async function* each<T>(records: readonly T[]): AsyncGenerator<T> {
  yield* records;
}
