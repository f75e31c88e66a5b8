import {
  ByteReader,
  encodeStatV1,
  encodeStatV2,
  NOTHING,
  SYNC_HEADER_BYTES,
  SYNC_MAX_PATH,
} from '@holdfast/phones/codecs';
import type { DeviceStream } from '../device-stream.js';
import { PhoneErrno } from '../phone-errno.js';
import type { PhoneFiles } from '../phone-files.js';
import type { Phone } from '../phone.js';
import { listFolder } from './list-folder.js';
import { receiveFile } from './receive-file.js';
import { sendFile } from './send-file.js';
import { SyncWriter } from './sync-writer.js';

const V2_ONLY = new Set(['LST2', 'STA2', 'LIS2', 'RCV2']);

/**
 * The sync service of one stream: requests one after another until QUIT, the end, what it does not understand, or a
 * refusal (AOSP `file_sync_service.cpp`; before Android 8 it went on after one).
 */
export async function serveSync(stream: DeviceStream, phone: Phone): Promise<void> {
  const reader = new ByteReader(() => stream.next());
  const writer = new SyncWriter(stream);
  for (;;) {
    const head = await reader.exactly(SYNC_HEADER_BYTES);
    const id = head.toString('latin1', 0, 4);
    const length = head.readUInt32LE(4);
    if (id === 'QUIT') return;
    if (length > (phone.faults.pathLimit ?? SYNC_MAX_PATH)) return void (await writer.fail('path too long'));
    const path = (await reader.exactly(length)).toString('latin1');
    const goesOn = await answer(id, path, reader, writer, phone);
    await writer.flush();
    if (!goesOn && phone.faults.keepsSyncAfterFail !== true) return;
  }
}

/** False after a refusal. */
async function answer(
  id: string,
  path: string,
  reader: ByteReader,
  writer: SyncWriter,
  phone: Phone,
): Promise<boolean> {
  const { files } = phone;
  if (phone.v1Only && V2_ONLY.has(id)) return writer.fail(`unknown command ${id}`);
  switch (id) {
    case 'STAT':
    case 'LST2':
    case 'STA2':
      await answerStat(writer, files, id, path);
      return true;
    case 'LIST':
    case 'LIS2':
      await listFolder(writer, files, path, id === 'LIS2');
      return true;
    case 'RCV2':
      return sendFile(writer, phone, path, (await reader.exactly(SYNC_HEADER_BYTES)).readUInt32LE(4));
    case 'RECV':
      return sendFile(writer, phone, path);
    case 'SEND':
      return receiveFile(reader, writer, phone, path);
    default:
      return writer.fail(`unknown command ${id.replace(/[^ -~]/g, '?')}`);
  }
}

async function answerStat(writer: SyncWriter, files: PhoneFiles, id: string, path: string): Promise<void> {
  const stat = await files.stat(path, id === 'STA2').catch((error: unknown) => ({
    ...NOTHING,
    error: PhoneErrno.from(error).errno,
  }));
  await writer.add(Buffer.from(id, 'latin1'), id === 'STAT' ? encodeStatV1(stat) : encodeStatV2(stat));
}
