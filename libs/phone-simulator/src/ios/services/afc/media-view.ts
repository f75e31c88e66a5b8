import { AFC_STATUS } from '@holdfast/phones/codecs';
import { bytesOfName } from '../../file-name.js';
import type { PhoneEntry, PhoneFile } from '../../domains/phone-entry.js';
import type { IosPhoneState } from '../../phone-state.js';
import { AfcFailure } from './afc-failure.js';

/** A path as faults name it: one character a byte, for names that are no text. */
export function faultPath(below: readonly string[]): string {
  const path = below.join('/');
  return /\p{Surrogate}/u.test(path) ? bytesOfName(path).toString('latin1') : path;
}

/** What AFC reads of the media partition, with the faults laid over it. Throws `AfcFailure`. */
export class MediaView {
  constructor(private readonly phone: IosPhoneState) {}

  async stat(below: readonly string[]): Promise<PhoneEntry> {
    const { faults, domains } = this.phone;
    const path = faultPath(below);
    if (faults.vanish?.includes(path) === true) throw new AfcFailure(AFC_STATUS.notFound);
    const found = await domains.media.stat(below);
    if (found === undefined) throw new AfcFailure(AFC_STATUS.notFound);
    const size = faults.sizes?.[path];
    return size === undefined ? found : { ...found, size };
  }

  /** The names in a folder, after `.` and `..`, as iOS lists them. */
  async *names(below: readonly string[]): AsyncGenerator<string> {
    this.refuse(below);
    const names = await this.phone.domains.media.names(below);
    if (names === undefined) {
      await this.stat(below);
      throw new AfcFailure(AFC_STATUS.readError);
    }
    this.phone.stats.foldersListed += 1;
    yield '.';
    yield '..';
    yield* names;
  }

  async open(below: readonly string[]): Promise<PhoneFile> {
    this.refuse(below);
    const { kind } = await this.stat(below);
    if (kind === 'directory') throw new AfcFailure(AFC_STATUS.isDirectory);
    const file = await this.phone.domains.media.open(below);
    if (file === undefined) throw new AfcFailure(AFC_STATUS.notFound);
    this.phone.stats.filesRead += 1;
    return file;
  }

  /** Neither read nor written. */
  refuse(below: readonly string[]): void {
    if (this.phone.faults.denied?.includes(faultPath(below)) === true)
      throw new AfcFailure(AFC_STATUS.denied);
  }
}
