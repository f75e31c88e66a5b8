import { writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { fileId, writeMbFile } from '@holdfast/phones/codecs';
import type { BackupFaults } from '../backup-faults.js';

/** Sixteen of these: sealing wants whole blocks. */
const GARBAGE = 'this is no SQLite';

/** Makes a Manifest.db what no phone's is. */
export async function damageManifest(path: string, how: BackupFaults['manifest']): Promise<void> {
  if (how === undefined) return;
  if (how === 'garbage') return writeFile(path, Buffer.alloc(4096, GARBAGE));
  const database = new DatabaseSync(path);
  if (how === 'no-tables') database.exec('DROP TABLE Files; DROP TABLE Properties; VACUUM;');
  else addHostileRows(database);
  database.close();
}

function addHostileRows(database: DatabaseSync): void {
  const insert = database.prepare('INSERT OR REPLACE INTO Files VALUES (?, ?, ?, ?, ?)');
  const garbage = Buffer.from('bplist00 not an archive');
  for (const path of ['../../escape.txt', '/etc/passwd', 'a/./../b', 'a\0b', '', 'x'.repeat(10_000)])
    insert.run(fileId('HomeDomain', path), 'HomeDomain', path, 1, recordAt(path));
  insert.run('../../../../escape', 'HomeDomain', 'name that leads out', 1, recordAt('name that leads out'));
  insert.run('zz', '../Domain', 'x', 99, garbage);
  insert.run(fileId('../Domain', 'folder'), '../Domain', 'folder', 2, recordAt('folder'));
  insert.run(fileId('HomeDomain', 'garbage'), 'HomeDomain', 'garbage', 1, garbage);
  insert.run(fileId('HomeDomain', 'no blob'), 'HomeDomain', 'no blob', 1, null);
  insert.run(fileId('HomeDomain', 'numbers'), 7, 8, -1, 9);
}

function recordAt(relativePath: string): Uint8Array {
  const times = { lastModified: 0n, birth: 0n, inode: 1n };
  return writeMbFile({
    relativePath,
    size: 2n ** 63n - 1n,
    mode: 0o100777,
    ...times,
    userId: 0,
    groupId: 0,
    protectionClass: 99,
    flags: 0,
  });
}
