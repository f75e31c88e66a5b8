import type { FileHandle } from 'node:fs/promises';
import type { MbFile } from '@holdfast/phones/codecs';
import type { PhoneWriter } from '../../domains/phone-writer.js';
import { unwrapForClass, type ClassKeys } from '../crypto/class-keys.js';
import { opening } from '../crypto/seal-file.js';
import type { Incoming } from '../link/download-files.js';

/** Takes one file from the computer, opens it, and puts it where it belongs on the phone. */
export async function restoredFile(
  writer: PhoneWriter,
  below: readonly string[],
  record: MbFile,
  classKeys: ClassKeys | undefined,
): Promise<Incoming> {
  const file = await writer.open(below, 'new', record.mode);
  const key = keyOf(record, classKeys);
  const decipher = key === undefined ? undefined : opening(key);
  let left = record.size;
  return {
    write: async (bytes) => {
      const plain = decipher === undefined ? bytes : decipher.update(bytes);
      // What fills up the last block is not part of the file.
      const part = BigInt(plain.length) <= left ? plain : plain.subarray(0, Number(left));
      left -= BigInt(part.length);
      await writeAll(file, part);
    },
    end: async (isWhole) => {
      await file.close();
      if (isWhole) await writer.setTime(below, Number(record.lastModified));
      else await writer.remove(below, false);
    },
  };
}

function keyOf(record: MbFile, classKeys: ClassKeys | undefined): Uint8Array | undefined {
  const sealed = record.encryptionKey;
  return sealed === undefined || classKeys === undefined ? undefined : unwrapForClass(classKeys, sealed);
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
}
