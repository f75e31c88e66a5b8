import { createCipheriv, pbkdf2Sync, randomBytes } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { writeClassKey } from '../../../codecs/ios/class-key.js';
import { fileId, filePlace } from '../../../codecs/ios/file-id.js';
import { writeKeyBag, type KeyBag } from '../../../codecs/ios/key-bag.js';
import { wrapKey } from '../../../codecs/ios/key-wrap.js';
import { writeMbFile } from '../../../codecs/ios/mb-file.js';
import type { PlistDict } from '../../../codecs/plist/plist-value.js';
import type { SentFile } from './scripted-phone.js';

/** A file as the phone knows it. */
export interface PhoneFile {
  readonly domain: string;
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** How a phone seals: class keys behind a password. */
export interface Seal {
  readonly keyBag: Uint8Array;
  readonly classKey: Uint8Array;
}

export interface MadeBackup {
  readonly files: readonly SentFile[];
  readonly manifest: PlistDict;
  readonly database: Uint8Array;
}

const CLASS = 3;
const ROUNDS = 1000;

/** A key bag as iOS writes it, with few rounds. */
export function seal(password: string, changes: Partial<KeyBag> = {}): Seal {
  const [salt, firstSalt, classKey] = [randomBytes(20), randomBytes(20), randomBytes(32)];
  const first = pbkdf2Sync(password, firstSalt, ROUNDS, 32, 'sha256');
  const key = wrapKey(pbkdf2Sync(first, salt, ROUNDS, 32, 'sha1'), classKey);
  const bag: KeyBag = {
    salt,
    iterations: ROUNDS,
    first: { salt: firstSalt, iterations: ROUNDS },
    classes: [{ protectionClass: CLASS, wrap: 2, key }],
    ...changes,
  };
  return { keyBag: writeKeyBag(bag, () => randomBytes(16)), classKey };
}

/** What a phone sends of these files: plain, or sealed. */
export function madeBackup(files: readonly PhoneFile[], sealed?: Seal): MadeBackup {
  const name = join(tmpdir(), `manifest-${randomBytes(8).toString('hex')}`);
  const database = new DatabaseSync(name);
  database.exec(
    'CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)',
  );
  const insert = database.prepare('INSERT INTO Files VALUES (?, ?, ?, 1, ?)');
  const sent = files.map(({ domain, path, bytes }) => {
    const id = fileId(domain, path);
    const key = randomBytes(32);
    const about = {
      relativePath: path,
      size: BigInt(bytes.length),
      mode: 0o100644,
      lastModified: 1_700_000_000n,
      birth: 1_600_000_000n,
      inode: 1n,
      userId: 501,
      groupId: 501,
      protectionClass: CLASS,
      flags: 0,
    };
    insert.run(
      id,
      domain,
      path,
      writeMbFile(sealed ? { ...about, encryptionKey: wrapped(sealed, key) } : about),
    );
    return { path: filePlace(id), bytes: sealed ? encrypted(key, bytes) : bytes };
  });
  database.close();
  const plain = readFileSync(name);
  rmSync(name);
  if (sealed === undefined) return { files: sent, manifest: { IsEncrypted: false }, database: plain };
  const manifestKey = randomBytes(32);
  const manifest = {
    IsEncrypted: true,
    BackupKeyBag: sealed.keyBag,
    ManifestKey: wrapped(sealed, manifestKey),
  };
  return { files: sent, manifest, database: encrypted(manifestKey, plain) };
}

const wrapped = ({ classKey }: Seal, key: Uint8Array): Uint8Array =>
  writeClassKey({ protectionClass: CLASS, wrapped: wrapKey(classKey, key) });

/** Filled up to whole blocks, as iOS does. */
function encrypted(key: Uint8Array, bytes: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-cbc', key, Buffer.alloc(16));
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}
