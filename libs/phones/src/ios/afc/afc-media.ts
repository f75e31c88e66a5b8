import { AFC } from '../../codecs/ios/afc-packet.js';
import { AFC_STATUS } from '../../codecs/ios/afc-status.js';
import type { AfcConnection } from './afc-connection.js';
import { AfcRefusal } from './afc-refusal.js';
import { openAfcFile, READ_ONLY } from './read-afc-file.js';

const READ_WRITE = 2n;
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
