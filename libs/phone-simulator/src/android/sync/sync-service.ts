import {
  ByteReader,
  encodeStatV1,
  encodeStatV2,
  encodeSyncHeader,
  NOTHING,
  SYNC_HEADER_BYTES,
} from '@holdfast/phones/codecs';
import type { DeviceStream } from '../device-stream.js';
import { PhoneErrno } from '../phone-errno.js';
import type { PhoneFiles } from '../phone-files.js';
import { listFolder } from './list-folder.js';
import { receiveFile } from './receive-file.js';
import { sendFile } from './send-file.js';
import { SyncWriter } from './sync-writer.js';

const V2_ONLY = new Set(['LST2', 'STA2', 'LIS2', 'RCV2']);

/** The sync service of one stream: requests one after another until QUIT, the end, or what it does not understand. */
export async function serveSync(
  stream: DeviceStream,
  files: PhoneFiles,
  v1Only: boolean,
  pathLimit: number,
): Promise<void> {
  const reader = new ByteReader(() => stream.next());
  const writer = new SyncWriter(stream);
  for (;;) {
    const head = await reader.exactly(SYNC_HEADER_BYTES);
    const id = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    if (id === 'QUIT') return;
    if (length > pathLimit) return fail(writer, 'path too long');
    const path = (await reader.exactly(length)).toString('latin1');
    if (v1Only && V2_ONLY.has(id)) return fail(writer, `unknown command ${id}`);
    switch (id) {
      case 'STAT':
      case 'LST2':
      case 'STA2':
        await answerStat(writer, files, id, path);
        break;
      case 'LIST':
      case 'LIS2':
        await listFolder(writer, files, path, id === 'LIS2');
        break;
      case 'RCV2': {
        const flags = (await reader.exactly(SYNC_HEADER_BYTES)).readUInt32LE(4);
        if (flags !== 0) return fail(writer, 'compression is not offered');
        await sendFile(writer, files, path);
        break;
      }
      case 'RECV':
        await sendFile(writer, files, path);
        break;
      case 'SEND':
        await receiveFile(reader, writer, files, path);
        break;
      default:
        return fail(writer, `unknown command ${id.replace(/[^ -~]/g, '?')}`);
    }
    await writer.flush();
  }
}

async function answerStat(writer: SyncWriter, files: PhoneFiles, id: string, path: string): Promise<void> {
  const stat = await files.stat(path, id === 'STA2').catch((error: unknown) => ({
    ...NOTHING,
    error: PhoneErrno.from(error).errno,
  }));
  await writer.add(Buffer.from(id, 'latin1'), id === 'STAT' ? encodeStatV1(stat) : encodeStatV2(stat));
}

/** `FAIL`, and the reason as a person would read it. */
export async function fail(writer: SyncWriter, reason: string): Promise<void> {
  const words = Buffer.from(reason, 'latin1');
  await writer.add(encodeSyncHeader('FAIL', words.length), words);
  await writer.flush();
}
