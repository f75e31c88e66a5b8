import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { KeyPair } from '../crypto/key-pair.js';
import { newKeyPair } from '../crypto/key-pair.js';
import { openWrap, parseWrap } from '../crypto/wrap-object.js';
import { partsOfKeyName, ROSTER } from '../format/key-name.js';
import type { Location } from '../location/location.js';
import { createRepository } from '../repository/create-repository.js';
import { openRepository } from '../repository/open-repository.js';
import type { KeyRole, Recipient, Unlock } from '../repository/opening.js';
import type { Repository } from '../repository/repository.js';
import { chosenSource } from './chosen-source.js';

type NamedRecipient = Extract<Recipient, { kind: 'key' }>;

/** People and programs with a key each, at one repository; the clock is the spec's. */
export class KeyHolders {
  readonly clock = { now: Date.UTC(2026, 0, 1) };
  /** Contents of each snapshot that was made. */
  readonly contents = new Map<string, Buffer>();
  private readonly pairs = new Map<string, KeyPair>();
  private opened = 0;

  constructor(
    readonly location: Location,
    private readonly folder: string,
  ) {}

  readonly now = (): Date => new Date((this.clock.now += 1000));

  pair(name: string): KeyPair {
    const pair = this.pairs.get(name) ?? newKeyPair();
    this.pairs.set(name, pair);
    return pair;
  }

  unlock(name: string): Unlock {
    return { kind: 'key', privateKey: this.pair(name).privateKey };
  }

  recipient(name: string, role: KeyRole = 'employee'): NamedRecipient {
    return { kind: 'key', role, name, publicKey: this.pair(name).publicKey };
  }

  /** What each call that changes recipients begins with. */
  by(name: string, location = this.location): { location: Location; unlock: Unlock; now: () => Date } {
    return { location, unlock: this.unlock(name), now: this.now };
  }

  /** The first of them makes it. */
  async create(...recipients: NamedRecipient[]): Promise<void> {
    const workFolder = this.workFolder();
    const made = await createRepository({ ...this.by(recipients[0]!.name), workFolder, recipients });
    await made.close();
  }

  open(name: string, location = this.location): Promise<Repository> {
    return openRepository({ ...this.by(name, location), workFolder: this.workFolder() });
  }

  async with<T>(name: string, work: (repository: Repository) => Promise<T>, location?: Location): Promise<T> {
    const repository = await this.open(name, location);
    return work(repository).finally(() => repository.close());
  }

  /** A snapshot of one file with contents of its own. Answers with its id. */
  async backup(name: string, location?: Location): Promise<string> {
    const bytes = randomBytes(20_000);
    const run = async (repository: Repository): Promise<string> => {
      const source = chosenSource(new Map([['file', bytes]]));
      const made = await repository.backup({
        source,
        scope: {},
        phone: name,
        sourceName: name,
        now: this.now,
      });
      return made.snapshotId;
    };
    const id = await this.with(name, run, location);
    this.contents.set(id, bytes);
    return id;
  }

  /** `true`: exactly what was backed up; else the code of the error. */
  async reads(name: string, snapshotId: string): Promise<boolean | string> {
    return this.with(name, async (repository) => {
      try {
        const pieces: Uint8Array[] = [];
        for await (const piece of repository.read(snapshotId, [Buffer.from('file')])) pieces.push(piece);
        return Buffer.concat(pieces).equals(this.contents.get(snapshotId)!);
      } catch (error) {
        return (error as { code: string }).code;
      }
    });
  }

  /** Epoch keys that a key opens of these wraps, with nothing but the mathematics: as one who kept all that ever lay there. */
  keysOpened(name: string, wraps: ReadonlyMap<string, Uint8Array>): Set<string> {
    const { publicKey, privateKey } = this.pair(name);
    const opened = new Set<string>();
    for (const [objectName, bytes] of wraps) {
      if (!objectName.startsWith('keys/') || partsOfKeyName(objectName).recipient === ROSTER) continue;
      const wrap = parseWrap(bytes, objectName);
      if (!wrap.recipient.publicKey.equals(publicKey)) continue;
      opened.add(openWrap(wrap, privateKey, objectName).epoch.key.toString('hex'));
    }
    return opened;
  }

  private workFolder(): string {
    return join(this.folder, `work-${this.opened++}`);
  }
}
