import { AFC, AFC_STATUS } from '@holdfast/phones/codecs';
import { bytesOfName } from '../../file-name.js';
import type { IosPhoneState } from '../../phone-state.js';
import { field } from './afc-fields.js';
import type { AfcFile } from './afc-file.js';
import { locksOf } from './afc-locks.js';
import { AfcFailure } from './afc-failure.js';
import { MediaView } from './media-view.js';

/** What is sent back: an operation and its bytes. */
export interface AfcAnswer {
  readonly operation: number;
  readonly bytes: Uint8Array;
}

/** Files that one connection may have open. */
const MOST_FILES = 256;

/** One connection's files. */
export class AfcSession {
  readonly view: MediaView;
  private readonly files = new Map<bigint, AfcFile>();
  private lastHandle = 0n;

  constructor(readonly phone: IosPhoneState) {
    this.view = new MediaView(phone);
  }

  add(file: AfcFile): bigint {
    if (this.files.size >= MOST_FILES) throw new AfcFailure(AFC_STATUS.noSpace);
    this.lastHandle += 1n;
    this.files.set(this.lastHandle, file);
    return this.lastHandle;
  }

  /** The file whose handle is a request's first field. */
  file(content: Buffer): AfcFile {
    const file = this.files.get(field(content, 0));
    if (file === undefined) throw new AfcFailure(AFC_STATUS.invalidArgument);
    return file;
  }

  lock(content: Buffer): void {
    const file = this.file(content);
    const how = locksOf(this.phone).lock(file.path, file, field(content, 1), this.phone.faults.lockBusyTimes);
    if (how === 'busy') throw new AfcFailure(AFC_STATUS.wouldBlock);
    if (how === 'unclear') throw new AfcFailure(AFC_STATUS.invalidArgument);
  }

  async close(handle: bigint): Promise<void> {
    const file = this.files.get(handle);
    if (file === undefined) throw new AfcFailure(AFC_STATUS.invalidArgument);
    this.files.delete(handle);
    locksOf(this.phone).release(file.path, file);
    await file.close();
  }

  /** The connection is over: its locks and files go. */
  async closeAll(): Promise<void> {
    for (const handle of [...this.files.keys()]) await this.close(handle).catch(() => undefined);
  }
}

export function status(number: number): AfcAnswer {
  return { operation: AFC.STATUS, bytes: number64(BigInt(number)) };
}

export function data(bytes: Uint8Array): AfcAnswer {
  return { operation: AFC.DATA, bytes };
}

export function number64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

/** Names with a NUL behind each, put together in pieces: a folder may have a million. */
export async function nameList(names: AsyncIterable<string>): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let some: string[] = [];
  const flush = (): void => {
    if (some.length > 0) pieces.push(bytesOfName(`${some.join('\0')}\0`));
    some = [];
  };
  for await (const name of names) {
    // Names that are no text are told byte for byte.
    if (/\p{Surrogate}/u.test(name)) {
      flush();
      pieces.push(bytesOfName(name), Buffer.alloc(1));
    } else if (some.push(name) >= 10_000) flush();
  }
  flush();
  return Buffer.concat(pieces);
}
