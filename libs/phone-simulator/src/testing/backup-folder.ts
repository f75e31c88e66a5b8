import { createDecipheriv, createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  filePlace,
  isDict,
  readMbFile,
  readPlist,
  type MbFile,
  type PlistDict,
} from '@holdfast/phones/codecs';
import { unwrapForClass, type ClassKeys } from '../ios/backup-service/crypto/class-keys.js';
import { openKeyBag } from '../ios/backup-service/crypto/key-bag-keys.js';
import { isDomain } from '../ios/domains/domain-names.js';

/** A property list of a backup that a computer holds. */
export async function plistIn(folder: string, name: string): Promise<PlistDict> {
  const value = readPlist(await readFile(join(folder, name)));
  if (!isDict(value)) throw new Error(`${name} is no dictionary`);
  return value;
}

/** One row of a Manifest.db. */
export interface BackupRow {
  readonly id: string;
  readonly domain: string;
  readonly path: string;
  readonly flags: number;
  readonly record: MbFile;
}

/** All rows of a Manifest.db that is not sealed. */
export function rowsOf(database: string): BackupRow[] {
  const open = new DatabaseSync(database, { readOnly: true });
  const rows = open.prepare('SELECT * FROM Files ORDER BY domain, relativePath').all();
  open.close();
  return rows.map(({ fileID, domain, relativePath, flags, file }) => ({
    id: String(fileID),
    domain: String(domain),
    path: String(relativePath),
    flags: Number(flags),
    record: readMbFile(file as Uint8Array),
  }));
}

/**
 * SHA-256 of a backup's files by `Domain/path`; `open` opens what is sealed. Throws for a file that the folder holds and
 * Manifest.db does not know, and for one that is missing.
 */
export async function hashesInBackup(
  folder: string,
  rows: readonly BackupRow[],
  open: (row: BackupRow, bytes: Buffer) => Buffer = (_, bytes) => bytes,
): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  const files = rows.filter(({ flags }) => flags === 1);
  for (const row of files) {
    const bytes = open(row, await readFile(join(folder, filePlace(row.id))));
    if (BigInt(bytes.length) !== row.record.size) throw new Error(`${row.path} has ${bytes.length} bytes`);
    hashes[`${row.domain}/${row.path}`] = hashOf(bytes);
  }
  const found = (await readdir(folder, { recursive: true })).filter((name) =>
    /^..\/[0-9a-f]{40}$/.test(name),
  );
  if (found.length !== files.length) throw new Error(`${found.length} files for ${files.length} rows`);
  return hashes;
}

/** SHA-256 of what a phone's directory holds, by `Domain/path`: what is not in a domain's folder is on the media partition. */
export async function hashesOnPhone(root: string): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const path = file.slice(root.length + 1);
    const place = isDomain(path.split('/')[0] ?? '') ? path : `CameraRollDomain/Media/${path}`;
    hashes[place] = hashOf(await readFile(file));
  }
  return hashes;
}

export const hashOf = (bytes: Uint8Array | string): string =>
  createHash('sha256').update(bytes).digest('hex');

/** Opens a sealed Manifest.db with the password alone. Throws for a wrong one. */
export async function openedDatabase(
  manifest: PlistDict,
  sealed: Uint8Array,
  password: string,
): Promise<{ readonly keys: ClassKeys; readonly bytes: Buffer }> {
  const keys = await openKeyBag(manifest['BackupKeyBag'] as Uint8Array, password);
  if (keys === undefined) throw new Error('the password does not open the key bag');
  return { keys, bytes: aes(unwrapForClass(keys, manifest['ManifestKey'] as Uint8Array), sealed) };
}

/** Opens one sealed file. */
export function openedFile(keys: ClassKeys, { record }: BackupRow, bytes: Uint8Array): Buffer {
  const key = unwrapForClass(keys, record.encryptionKey ?? Buffer.alloc(0));
  return aes(key, bytes).subarray(0, Number(record.size));
}

function aes(key: Uint8Array | undefined, bytes: Uint8Array): Buffer {
  const cipher = createDecipheriv('aes-256-cbc', key ?? Buffer.alloc(0), Buffer.alloc(16)).setAutoPadding(
    false,
  );
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}
