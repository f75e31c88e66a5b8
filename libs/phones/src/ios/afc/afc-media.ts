import { AFC } from '../../codecs/ios/afc-packet.js';
import { AFC_STATUS } from '../../codecs/ios/afc-status.js';
import type { AfcConnection } from './afc-connection.js';
import { AfcRefusal } from './afc-refusal.js';
import { openAfcFile, READ_ONLY } from './read-afc-file.js';

const READ_WRITE = 2n;
/** Made anew, or emptied. */
const WRITE_ONLY = 3n;
/** A phone takes more at once; few of its files are written, and none is large. */
const MOST_WRITTEN = 64 * 1024;
/** Exclusively, and without waiting; and its end. */
const LOCK = 2n | 4n;
const UNLOCK = 8n | 4n;

/** The part of a phone's files that is open to computers, one request at a time. Everything throws `SourceError`. */
export class AfcMedia {
  constructor(private readonly afc: AfcConnection) {}

  /** Opens a file for locking, making it where it is missing. */
  async openLock(path: string): Promise<AfcLock> {
    return new AfcLock(this.afc, await openAfcFile(this.afc, Buffer.from(path), READ_WRITE));
  }

  /** All of a small file; `undefined` where there is none, or it is larger than `most` bytes. */
  async readSmall(path: string, most: number): Promise<Uint8Array | undefined> {
    try {
      const handle = await openAfcFile(this.afc, Buffer.from(path), READ_ONLY);
      try {
        return await this.upTo(handle, most);
      } finally {
        await this.afc.send(AFC.FILE_CLOSE, [handle], undefined, true);
      }
    } catch (error) {
      if (error instanceof AfcRefusal) return undefined;
      throw error;
    }
  }

  /** Makes a folder, or leaves one that is there, and those that it lies in. */
  async makeFolder(path: string): Promise<void> {
    try {
      await this.ask(AFC.MAKE_DIR, [], path);
    } catch (error) {
      if (!(error instanceof AfcRefusal) || error.status !== AFC_STATUS.exists) throw error;
    }
  }

  /** Writes a whole file over whatever stood there. Half a file is taken away again, where the phone still answers. */
  async write(path: string, bytes: Uint8Array): Promise<void> {
    const handle = await openAfcFile(this.afc, Buffer.from(path), WRITE_ONLY);
    try {
      for (let at = 0; at < bytes.length; at += MOST_WRITTEN) {
        await this.afc.sendWrite(handle, bytes.subarray(at, at + MOST_WRITTEN));
        await this.afc.answer();
      }
      await this.ask(AFC.FILE_CLOSE, [handle]);
    } catch (error) {
      if (error instanceof AfcRefusal) {
        await this.afc.send(AFC.FILE_CLOSE, [handle], undefined, true);
        await this.remove(path).catch(() => undefined);
      }
      throw error;
    }
  }

  /** A file, or an empty folder. */
  async remove(path: string): Promise<void> {
    await this.ask(AFC.REMOVE_PATH, [], path);
  }

  private async ask(operation: number, numbers: readonly bigint[], path?: string): Promise<void> {
    await this.afc.send(operation, numbers, path === undefined ? undefined : Buffer.from(path));
    await this.afc.answer();
  }

  private async upTo(handle: bigint, most: number): Promise<Uint8Array | undefined> {
    const pieces: Buffer[] = [];
    for (let bytes = 0; bytes <= most;) {
      await this.afc.send(AFC.FILE_READ, [handle, BigInt(most + 1 - bytes)]);
      const piece = await this.afc.answer();
      if (piece.length === 0) return Buffer.concat(pieces);
      pieces.push(piece);
      bytes += piece.length;
    }
    return undefined;
  }

  close(): void {
    this.afc.close();
  }
}

/** A file by which computers tell each other that they work with the phone. */
export class AfcLock {
  private isTaken = false;

  constructor(
    private readonly afc: AfcConnection,
    private readonly handle: bigint,
  ) {}

  /** False: somebody else holds it now. */
  async take(): Promise<boolean> {
    try {
      await this.ask(AFC.FILE_LOCK, [this.handle, LOCK]);
      this.isTaken = true;
      return true;
    } catch (error) {
      if (error instanceof AfcRefusal && error.status === AFC_STATUS.wouldBlock) return false;
      throw error;
    }
  }

  /** Gives it back where it was taken, and closes the file. */
  async release(): Promise<void> {
    if (this.isTaken) await this.ask(AFC.FILE_LOCK, [this.handle, UNLOCK]);
    this.isTaken = false;
    await this.ask(AFC.FILE_CLOSE, [this.handle]);
  }

  private async ask(operation: number, numbers: readonly bigint[]): Promise<void> {
    await this.afc.send(operation, numbers);
    await this.afc.answer();
  }
}
