import { isDict, PlistReal, type PlistDict } from '@holdfast/phones/codecs';
import { failed } from '../backup-failed.js';
import type { DeviceLink, Status } from '../link/device-link.js';
import { numberFrom } from '../link/number-from.js';

const EXISTS = -7;
const NO_SPACE = -15;
/** Items in one message. */
const AT_ONCE = 1_000;

/** The backup's folder on the computer: what the phone has done there. */
export class HostFolder {
  private readonly made = new Set<string>();

  constructor(private readonly link: DeviceLink) {}

  /** Names in a folder; empty where there is none. */
  async list(path: string): Promise<PlistDict> {
    const { value } = await this.link.ask('DLContentsOfDirectory', path);
    return isDict(value) ? value : {};
  }

  async freeBytes(): Promise<number> {
    const { code, value } = await this.link.ask('DLMessageGetFreeDiskSpace');
    return code === 0 ? (numberFrom(value) ?? 0) : 0;
  }

  async purge(): Promise<void> {
    await this.link.ask('DLMessagePurgeDiskSpace', new PlistReal(this.link.progress));
  }

  async makeFolder(path: string): Promise<void> {
    if (this.made.has(path)) return;
    this.made.add(path);
    const status = await this.link.ask('DLMessageCreateDirectory', path, {}, this.progress);
    if (status.code !== EXISTS) demand(status, 'make a folder');
  }

  /** Folders that are there need not be made. */
  knows(path: string): void {
    this.made.add(path);
  }

  async move(moves: Iterable<readonly [from: string, to: string]>): Promise<void> {
    for (const some of inPieces(moves)) {
      const status = await this.link.ask('DLMessageMoveItems', Object.fromEntries(some), {}, this.progress);
      demand(status, 'move what it holds');
    }
  }

  /** What is not there is removed already. */
  async remove(paths: Iterable<string>): Promise<void> {
    for (const some of inPieces(paths)) await this.link.ask('DLMessageRemoveItems', some, {}, this.progress);
  }

  private get progress(): PlistReal {
    return new PlistReal(this.link.progress);
  }
}

/** Throws `BackupFailed` for anything but success. */
export function demand({ code }: Status, what: string): void {
  if (code === NO_SPACE) throw failed.noSpace();
  if (code !== 0) throw failed.refused(what);
}

function* inPieces<T>(all: Iterable<T>): Generator<T[]> {
  let some: T[] = [];
  for (const one of all) {
    some.push(one);
    if (some.length < AT_ONCE) continue;
    yield some;
    some = [];
  }
  if (some.length > 0) yield some;
}
