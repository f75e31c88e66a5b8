import { isDict, numberOf, textOf } from '../../../codecs/plist/plist-fields.js';
import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import { garbled } from '../link/link-faults.js';
import { contentsOfDirectory } from './contents-of-directory.js';
import { freeDiskSpace, purgeDiskSpace } from './disk-space.js';
import { downloadFiles } from './download-files.js';
import { copyItem, createDirectory, moveItems, removeItems } from './file-requests.js';
import type { Handler, Serving } from './handler.js';
import { shareIn } from './progress.js';
import { uploadFiles } from './upload-files.js';

const HANDLERS: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['DLMessageDownloadFiles', downloadFiles],
  ['DLMessageUploadFiles', uploadFiles],
  ['DLContentsOfDirectory', contentsOfDirectory],
  ['DLMessageCreateDirectory', createDirectory],
  ['DLMessageMoveItems', moveItems],
  ['DLMessageMoveFiles', moveItems],
  ['DLMessageRemoveItems', removeItems],
  ['DLMessageRemoveFiles', removeItems],
  ['DLMessageCopyItem', copyItem],
  ['DLMessageGetFreeDiskSpace', freeDiskSpace],
  ['DLMessagePurgeDiskSpace', purgeDiskSpace],
]);

/** Later versions of iOS may ask for something new; one that asks for nothing else is not a phone. */
const MOST_UNKNOWN = 100;
/** A real backup takes some thousands. */
const MOST_MESSAGES = 5_000_000;

/** How the phone ended what it was asked for. */
export interface Ending {
  /** 0: done. Of `MBErrorDomain` otherwise. `undefined`: it left without a word. */
  readonly code: number | undefined;
  /** Its words, hostile. */
  readonly description: string;
}

/**
 * Answers a phone that drives: whatever it asks for, in any order, until it ends. Throws `SourceError` for what ends the
 * conversation (`unplugged`, `cancelled`, `internal`), and what the store throws.
 */
export async function servePhone(serving: Serving, onProgress?: (share: number) => void): Promise<Ending> {
  let unknown = 0;
  for (let messages = 0; messages < MOST_MESSAGES; messages += 1) {
    const message = await serving.link.receive();
    if (message.name === 'DLMessageDisconnect') return { code: undefined, description: '' };
    if (message.name === 'DLMessageProcessMessage') return endingIn(message.arguments[0]);
    const share = shareIn(message);
    if (share !== undefined) onProgress?.(share);
    const handler = HANDLERS.get(message.name);
    if (handler !== undefined) {
      await handler(serving, message.arguments);
      continue;
    }
    unknown += 1;
    if (unknown > MOST_UNKNOWN) throw garbled('more unknown messages than a phone has');
    await serving.link.respond(-1, 'Operation not supported', {});
  }
  throw garbled('more messages than a backup has');
}

function endingIn(said: PlistValue | undefined): Ending {
  if (!isDict(said)) throw garbled('an end without a word');
  // A code that is no number is no success either.
  return { code: numberOf(said['ErrorCode']) ?? -1, description: textOf(said['ErrorDescription']) ?? '' };
}
