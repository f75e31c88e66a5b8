import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneTransport } from '../../phone-transport.js';
import { commandLines } from '../command-lines.js';
import { fingerprintOf } from '../../../records/fingerprint.js';
import { jsonFile } from '../../../records/formats/record-json.js';
import { FOLDERS } from '../../../records/record-names.js';
import type { RecordText, TextKind } from '../text-recording.js';
import { packageOf, type ListedPackage } from './listed-package.js';
import { PackageDetails } from './package-details.js';

const MOST_PACKAGES = 20_000;
/** What newer phones know first: an option that a phone does not know makes `pm` list nothing. */
const LISTINGS = ['-f -U --show-versioncode -i', '-f -i', ''];

/** Which applications are installed, not their data. */
export const APPS: TextKind = {
  category: 'apps',
  folder: FOLDERS.apps,
  file: 'apps.json',
  async read(transport, signal): Promise<RecordText> {
    const packages = await listed(transport, signal);
    if (packages.size === 0)
      throw new SourceError('unsupported', 'The phone does not list its applications.');
    const details = new PackageDetails(new Set(packages.keys()));
    for await (const line of commandLines(transport, 'dumpsys package packages', signal)) details.read(line);
    const records = [...packages.keys()].sort().map((name) => ({
      package: name,
      ...packages.get(name),
      ...details.of(name),
    }));
    const parts: string[] = [];
    for await (const part of jsonFile('apps', each(records))) parts.push(part);
    const text = parts.join('');
    return { text, fingerprint: fingerprintOf(text) };
  },
};

async function listed(
  transport: PhoneTransport,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ListedPackage>> {
  const packages = new Map<string, ListedPackage>();
  for (const options of LISTINGS) {
    for await (const line of commandLines(transport, `pm list packages ${options}`.trim(), signal)) {
      const found = packageOf(line);
      if (found !== undefined) packages.set(...found);
      if (packages.size >= MOST_PACKAGES) break;
    }
    if (packages.size > 0) break;
  }
  return packages;
}

async function* each<T>(records: readonly T[]): AsyncGenerator<T> {
  yield* records;
}
