import { FRAME, FRAME_HEAD_BYTES } from '../../../codecs/ios/link-frame.js';
import type { DeviceLink } from '../link/device-link.js';
import { garbled } from '../link/link-faults.js';
import type { Incoming } from '../store/backup-store.js';
import { devicePath, MAX_PATH_BYTES } from './device-path.js';
import type { Handler, Serving } from './handler.js';

/** A frame is passed on as it comes, so that this bounds no memory; phones send far smaller ones. */
const MAX_FRAME_BYTES = 256 * 1024 * 1024;
const MAX_ERROR_BYTES = 64 * 1024;

/**
 * `DLMessageUploadFiles …`: the phone sends files until it names none. A file that it could not read on itself is left out
 * and the others go on (iOS 17 was seen to send such). Throws `SourceError` `internal` for lengths that lie.
 */
export const uploadFiles: Handler = async (serving) => {
  for (;;) {
    const label = await nextName(serving.link);
    if (label === undefined) break;
    const name = await nextName(serving.link);
    if (name === undefined) break;
    await receiveFile(serving, devicePath(name, serving.owners), label);
  }
  await serving.link.respond(0, undefined, {});
};

async function nextName(link: DeviceLink): Promise<string | undefined> {
  const length = await link.word();
  if (length === 0) return undefined;
  if (length > MAX_PATH_BYTES) throw garbled(`a name of ${length} bytes`);
  return (await link.exactly(length)).toString('utf8');
}

async function receiveFile(serving: Serving, path: string, label: string): Promise<void> {
  const { link, store } = serving;
  if (path === '') throw garbled('a file without a name');
  const file = await store.receive(path, label);
  for (;;) {
    const head = await link.exactly(FRAME_HEAD_BYTES);
    const [length, code] = [head.readUInt32BE(0) - 1, head[4]];
    if (length < 0 || length > MAX_FRAME_BYTES) throw garbled(`a frame of ${length + 1} bytes`);
    if (code === FRAME.data) {
      await passOn(link, file, length);
      continue;
    }
    if (length > MAX_ERROR_BYTES) throw garbled(`${length} bytes of words`);
    await link.exactly(length);
    if (code === FRAME.success) {
      await file.end();
      return serving.onReceived?.(path);
    }
    if (code !== FRAME.remoteError && code !== FRAME.localError) throw garbled(`a frame of kind ${code}`);
    await file.drop();
    return serving.onUnreadable(path, label);
  }
}

/** Piece by piece as they come, without a copy: whoever stores them holds the phone back. */
async function passOn(link: DeviceLink, file: Incoming, length: number): Promise<void> {
  for (let left = length; left > 0;) {
    const piece = await link.piece(left);
    left -= piece.length;
    await file.write(piece);
  }
}
