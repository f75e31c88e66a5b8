import { AFC_STATUS } from '@holdfast/phones/codecs';
import type { FileHandle } from 'node:fs/promises';
import type { PhoneFile } from '../../domains/phone-entry.js';
import type { IosPhoneState } from '../../phone-state.js';
import { AfcFailure } from './afc-failure.js';
import type { MediaView } from './media-view.js';

/** How a file is opened (libimobiledevice's `afc.h`). */
const MODE = { read: 1, readWrite: 2, write: 3, writeRead: 4, append: 5, readAppend: 6 } as const;
/** Computers lock these and write nothing into them: they are on no disk, and in no backup. */
const LOCK_FILES: ReadonlySet<string> = new Set(['com.apple.itunes.lock_sync']);

/** A file that a computer has opened through AFC. */
export interface AfcFile extends PhoneFile {
  readonly path: string;
  position: number;
  readonly appends: boolean;
  size(): Promise<number>;
  /** Throws `AfcFailure` for one that was opened for reading. */
  write(bytes: Uint8Array, position: number): Promise<void>;
  resize(bytes: number): Promise<void>;
}

/** Opens a file of the media partition. Throws `AfcFailure`, or what the file system throws. */
export async function openAfcFile(
  phone: IosPhoneState,
  view: MediaView,
  below: readonly string[],
  mode: number,
): Promise<AfcFile> {
  const path = below.join('/');
  if (mode < MODE.read || mode > MODE.readAppend) throw new AfcFailure(AFC_STATUS.invalidArgument);
  if (LOCK_FILES.has(path)) return { ...readOnly(path, NO_BYTES, () => Promise.resolve(0)), write: nothing };
  if (mode === MODE.read) {
    const file = await view.open(below);
    return readOnly(path, file, async () => Number((await view.stat(below)).size));
  }
  view.refuse(below);
  const isNew = mode === MODE.write || mode === MODE.writeRead;
  const handle = await phone.domains.mediaWriter().open(below, isNew ? 'new' : 'keep');
  return writable(path, handle, mode >= MODE.append);
}

const NO_BYTES: PhoneFile = { read: () => Promise.resolve(0), close: () => Promise.resolve() };
const nothing = (): Promise<void> => Promise.resolve();

function readOnly(path: string, file: PhoneFile, size: () => Promise<number>): AfcFile {
  const refuse = (): Promise<never> => Promise.reject(new AfcFailure(AFC_STATUS.denied));
  return { ...file, path, position: 0, appends: false, size, write: refuse, resize: refuse };
}

function writable(path: string, handle: FileHandle, appends: boolean): AfcFile {
  return {
    path,
    position: 0,
    appends,
    read: async (into, position) => (await handle.read(into, 0, into.length, position)).bytesRead,
    write: async (bytes, position) => void (await handle.write(bytes, 0, bytes.length, position)),
    resize: (bytes) => handle.truncate(bytes),
    size: async () => (await handle.stat()).size,
    close: () => handle.close(),
  };
}
