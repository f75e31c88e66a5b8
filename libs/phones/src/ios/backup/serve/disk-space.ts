import { answered, type Handler } from './handler.js';

/** `DLMessageGetFreeDiskSpace` → bytes. */
export const freeDiskSpace: Handler = (serving) =>
  answered(serving, async () => {
    const free = await serving.freeBytes();
    return free < 0n ? 0n : free;
  });

/** `DLMessagePurgeDiskSpace`: nothing here is the phone's to purge (idevicebackup2 and pymobiledevice3 answer the same). */
export const purgeDiskSpace: Handler = ({ link }) => link.respond(-1, 'Operation not supported', {});
