import { access } from 'node:fs/promises';
import { join } from 'node:path';
import type { Category, Entry } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import { iosRecords, openPhone, type IosDatabases, type IosRecordFile } from '@holdfast/phones';
import type { PhoneDatabases } from '../databases/phone-databases.js';
import { startAndroidPhone } from '../start-android-phone.js';
import { pathText } from './backup.js';
import { clientOptions } from './options.js';

const CATEGORIES: readonly Category[] = ['contacts', 'messages', 'calls', 'calendar'];
const FOLDER = 'Phone records/';

/** Files below `Phone records` by path, and what was left out of them as `path cause`. */
export interface RecordFiles {
  readonly files: ReadonlyMap<string, string>;
  readonly times: ReadonlyMap<string, bigint>;
  readonly left: readonly string[];
}

/** What is made of the databases of an Android phone. `base`: a folder for keys and files. */
export async function androidRecordFiles(base: string, databases: PhoneDatabases): Promise<RecordFiles> {
  const phone = await startAndroidPhone({ root: join(base, 'sdcard'), auth: 'none', databases });
  const session = await openPhone(
    { platform: 'android', address: `127.0.0.1:${phone.port}` },
    clientOptions(base),
  );
  const files = new Map<string, string>();
  const times = new Map<string, bigint>();
  const entries: Entry[] = [];
  for await (const entry of session.source.scan({ categories: CATEGORIES }, () => undefined))
    entries.push(entry);
  for (const entry of entries) {
    const path = pathText(entry.path);
    if (entry.kind !== 'file' || !path.startsWith(FOLDER)) continue;
    const pieces: Buffer[] = [];
    for await (const piece of session.source.open(entry)) pieces.push(Buffer.from(piece));
    files.set(path.slice(FOLDER.length), Buffer.concat(pieces).toString('utf8'));
    times.set(path.slice(FOLDER.length), entry.mtimeNs);
  }
  await session.close();
  await phone.close();
  return { files, times, left: [] };
}

/** The databases below an iPhone's folder of domains, as a backup would hand them out. */
export function databasesBelow(root: string): IosDatabases {
  return {
    async file(domain, relativePath) {
      const path = join(root, domain, relativePath);
      return access(path).then(
        () => path,
        () => undefined,
      );
    },
  };
}

/** What is made of the databases below an iPhone's folder of domains. */
export async function iosRecordFiles(root: string): Promise<RecordFiles> {
  const files = new Map<string, string>();
  const times = new Map<string, bigint>();
  const left: string[] = [];
  for (const kind of iosRecords(databasesBelow(root))) {
    const made: IosRecordFile[] = [];
    const causes = new Set<string>();
    try {
      for await (const file of kind.files()) {
        const pieces: Buffer[] = [];
        for await (const piece of file.bytes()) pieces.push(Buffer.from(piece));
        files.set(file.path.join('/'), Buffer.concat(pieces).toString('utf8'));
        made.push(file);
      }
    } catch (error) {
      if (!(error instanceof SourceError) || error.causeClass !== 'unreadable') throw error;
      causes.add('unreadable');
    }
    for (const { path, mtimeNs } of made) times.set(path.join('/'), mtimeNs());
    for (const cause of [...kind.leftOut(), ...causes]) left.push(`${FOLDER}${kind.folder} ${cause}`);
  }
  return { files, times, left };
}
