import { createHash } from 'node:crypto';
import { RECORDS_VERSION, type IosRecords } from '../../records/ios-records.js';

/** Tells contents of a file of the backup apart; `undefined`: the backup has no such file. */
export type ContentId = (domain: string, path: string) => Promise<Uint8Array | undefined>;

const JOURNAL = '-wal';

/** Says what the records of a category are made of: the same 16 bytes while none of its databases changed. */
export async function madeOf({ folder, inputs }: IosRecords, contentId: ContentId): Promise<Uint8Array> {
  const hash = createHash('sha256').update(JSON.stringify([RECORDS_VERSION, folder]));
  for (const [domain, path] of inputs) {
    for (const name of [path, path + JOURNAL]) {
      const id = await contentId(domain, name);
      hash.update(JSON.stringify([domain, name, id && Buffer.from(id).toString('base64')]));
    }
  }
  return hash.digest().subarray(0, 16);
}
