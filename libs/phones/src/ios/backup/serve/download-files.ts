import { FRAME, framedName, NO_MORE, textFrame } from '../../../codecs/ios/link-frame.js';
import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import { garbled } from '../link/link-faults.js';
import { Refusal } from '../store/refusal.js';
import { devicePath } from './device-path.js';
import type { Handler, Serving } from './handler.js';
import { inFrames } from './in-frames.js';

const MULTI_STATUS = -13;

/**
 * `DLMessageDownloadFiles [paths] …`: the phone asks for files of its backup. Each is sent in frames; one that is not there
 * is told in its place and again in the status, and the others follow (pymobiledevice3 does so; idevicebackup2 stops at
 * the first).
 */
export const downloadFiles: Handler = async (serving, [paths]) => {
  if (!Array.isArray(paths)) throw garbled('a download of nothing');
  const failed: Record<string, PlistValue> = {};
  for (const sent of paths as readonly PlistValue[]) {
    const path = devicePath(sent, serving.owners);
    const refusal = await sendFile(serving, sent as string, path);
    if (refusal === undefined) continue;
    failed[sent as string] = { DLFileErrorString: refusal.message, DLFileErrorCode: refusal.code };
  }
  await serving.link.raw(NO_MORE);
  if (Object.keys(failed).length === 0) return serving.link.respond(0, undefined, {});
  return serving.link.respond(MULTI_STATUS, 'Multi status', failed);
};

async function sendFile({ link, store }: Serving, sent: string, path: string): Promise<Refusal | undefined> {
  await link.raw(framedName(sent));
  try {
    for await (const frame of inFrames(await store.read(path))) await link.raw(frame);
    await link.raw(textFrame(FRAME.success, ''));
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await link.raw(textFrame(FRAME.localError, error.message));
    return error;
  }
}
