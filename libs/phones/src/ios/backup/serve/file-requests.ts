import { isDict } from '../../../codecs/plist/plist-fields.js';
import type { PlistValue } from '../../../codecs/plist/plist-value.js';
import { garbled } from '../link/link-faults.js';
import { Refusal } from '../store/refusal.js';
import { devicePath } from './device-path.js';
import { answered, type Handler } from './handler.js';

/** `DLMessageCreateDirectory path …`, with those above it. */
export const createDirectory: Handler = (serving, [path]) =>
  answered(serving, async () => {
    await serving.store.mkdir(devicePath(path, serving.owners));
    return {};
  });

/** `DLMessageMoveItems {from: to} …` and `…MoveFiles`: stops at the first that cannot be done, as idevicebackup2 does. */
export const moveItems: Handler = (serving, [moves]) =>
  answered(serving, async () => {
    if (!isDict(moves)) throw garbled('a move of nothing');
    for (const from of Object.keys(moves)) {
      const to = devicePath(moves[from], serving.owners);
      await serving.store.move(notTheFolder(devicePath(from, serving.owners)), notTheFolder(to));
    }
    return {};
  });

/** `DLMessageRemoveItems [paths] …` and `…RemoveFiles`: goes on past what is not there, and says so at the end. */
export const removeItems: Handler = (serving, [paths]) =>
  answered(serving, async () => {
    if (!Array.isArray(paths)) throw garbled('a removal of nothing');
    let refusal: Refusal | undefined;
    for (const path of paths as readonly PlistValue[]) {
      try {
        await serving.store.remove(notTheFolder(devicePath(path, serving.owners)));
      } catch (error) {
        if (!(error instanceof Refusal)) throw error;
        refusal = error;
      }
    }
    if (refusal !== undefined) throw refusal;
    return {};
  });

/** `DLMessageCopyItem from to …` */
export const copyItem: Handler = (serving, [from, to]) =>
  answered(serving, async () => {
    const [source, target] = [devicePath(from, serving.owners), devicePath(to, serving.owners)];
    await serving.store.copy(notTheFolder(source), notTheFolder(target));
    return {};
  });

/** The backup's own folder stays where it is. */
function notTheFolder(path: string): string {
  if (path === '') throw garbled('its whole backup moved or removed');
  return path;
}
