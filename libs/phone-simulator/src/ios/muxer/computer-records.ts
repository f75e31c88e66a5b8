import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { StateFolder } from '../state-folder.js';

const BUID = 'buid';

/** What usbmuxd keeps on a computer: its own identity, and one pair record a phone. */
export class ComputerRecords {
  constructor(private readonly state: StateFolder) {}

  /** The computer's identity, made once. */
  async buid(): Promise<string> {
    const kept = await this.state.read(BUID);
    if (kept !== undefined) return kept.toString('utf8');
    const made = randomUUID().toUpperCase();
    await this.state.write(BUID, made);
    return made;
  }

  /** The bytes of a pair record; `undefined` where there is none. */
  async read(udid: string): Promise<Buffer | undefined> {
    return isRecordId(udid) ? this.state.read(`${udid}.plist`) : undefined;
  }

  /** False for an ID that could be a path. */
  async save(udid: string, record: Uint8Array): Promise<boolean> {
    if (!isRecordId(udid)) return false;
    await this.state.write(`${udid}.plist`, record);
    return true;
  }

  async remove(udid: string): Promise<boolean> {
    if ((await this.read(udid)) === undefined) return false;
    await rm(join(this.state.path, `${udid}.plist`));
    return true;
  }
}

const isRecordId = (udid: string): boolean => /^[\w-]{1,64}$/.test(udid);
