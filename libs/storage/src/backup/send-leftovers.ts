import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { LocalIndex } from '../index/local-index.js';
import type { PackUploads } from './pack-uploads.js';

/**
 * Packs that a killed run had sealed and not sent yet: those that the index knows and whose bytes are whole are sent
 * now, the rest goes. So a kill costs the reading of the packs that were open, and no sealed pack twice.
 */
export async function sendLeftovers(spool: string, index: LocalIndex, uploads: PackUploads): Promise<void> {
  for (const name of await readdir(spool)) {
    const file = join(spool, name);
    const sha256 = /^([0-9a-f]{64})\.pack$/.exec(basename(name))?.[1];
    const known = sha256 === undefined ? undefined : index.unconfirmed(Buffer.from(sha256, 'hex'));
    if (
      sha256 === undefined ||
      !known ||
      statSync(file).size !== known.size ||
      !(await isWhole(file, sha256))
    ) {
      await rm(file, { force: true });
      continue;
    }
    await uploads.send({ kind: known.kind, sha256, size: known.size, file, entries: known.entries.bytes });
  }
  await uploads.drain();
}

async function isWhole(file: string, sha256: string): Promise<boolean> {
  const digest = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), digest);
  return digest.digest('hex') === sha256;
}
