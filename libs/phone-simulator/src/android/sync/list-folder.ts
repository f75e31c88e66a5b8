import { encodeStatV1, encodeStatV2, NOTHING } from '@holdfast/phones/codecs';
import type { PhoneFiles } from '../phone-files.js';
import type { SyncWriter } from './sync-writer.js';

/** LIST and LIS2. A folder that cannot be opened is answered as one with nothing in it, not even `.`, as adbd does. */
export async function listFolder(
  writer: SyncWriter,
  files: PhoneFiles,
  path: string,
  v2: boolean,
): Promise<void> {
  const id = Buffer.from(v2 ? 'DNT2' : 'DENT');
  const encode = v2 ? encodeStatV2 : encodeStatV1;
  try {
    for await (const { name, stat } of files.list(path)) {
      if (!v2 && stat.error !== 0) continue;
      const length = Buffer.alloc(4);
      length.writeUInt32LE(name.length);
      await writer.add(id, encode(stat), length, Buffer.from(name, 'latin1'));
    }
  } catch {
    // Told to the other side by the absence of `.`.
  }
  await writer.add(Buffer.from('DONE'), encode(NOTHING), Buffer.alloc(4));
}
