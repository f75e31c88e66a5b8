import { join } from 'node:path';
import { newKeyPair, type KeyPair } from '../../crypto/key-pair.js';
import type { RepositoryKeys } from '../../crypto/repository-keys.js';
import { createRepository } from '../../repository/create-repository.js';
import { unlockLocation } from '../../repository/open-repository.js';
import type { Dice } from './dice.js';
import { Ledger } from './ledger.js';
import { HistoryPhone, type PhoneKind } from './phone.js';
import type { HistoryPlace } from './place.js';
import { isIntact } from './place.js';
import { Workstation } from './workstation.js';

export interface WorldOptions {
  /** An empty folder of its own. */
  readonly folder: string;
  readonly place: HistoryPlace;
  readonly clock: { now: number };
  /** A phone may hold so much; from 2 MiB on, runs seal in threads. */
  readonly mostBytes: number;
}

export const DAY_MS = 86_400_000;

/** Everything that a history happens to. */
export class World {
  readonly ledger = new Ledger();
  readonly workstations: Workstation[] = [];
  readonly phones: HistoryPhone[];
  /** Objects as a second location holds them. */
  readonly mirror = new Map<string, Buffer>();
  /** Recipients; the wraps of the first one are never hurt, so that somebody can always look. */
  readonly keys: KeyPair[] = [];
  private opened: RepositoryKeys | undefined;
  private made = 0;

  private constructor(
    readonly dice: Dice,
    readonly options: WorldOptions,
  ) {
    const kinds: PhoneKind[] = [dice.pick(['streamed', 'local']), dice.oneIn(3) ? 'driving' : 'streamed'];
    this.phones = kinds
      .slice(0, dice.between(1, 2))
      .map((kind, i) => new HistoryPhone(`p${i}`, kind, join(options.folder, `p${i}`), options.mostBytes));
  }

  /** An empty repository with two recipients and one workstation. */
  static async make(dice: Dice, options: WorldOptions): Promise<World> {
    const world = new World(dice, options);
    world.keys.push(newKeyPair(), newKeyPair());
    const { location } = options.place;
    const repository = await createRepository({
      location,
      workFolder: join(options.folder, 'first'),
      recipients: world.keys.map(({ publicKey }, i) => ({ kind: 'key', name: `key-${i}`, publicKey })),
      unlock: { kind: 'key', privateKey: world.keys[0]!.privateKey },
      now: () => new Date(options.clock.now),
    });
    await repository.close();
    const unlock = { kind: 'key', privateKey: world.keys[0]!.privateKey } as const;
    world.opened = (await unlockLocation(location, unlock)).keys;
    world.addWorkstation();
    return world;
  }

  get place(): HistoryPlace {
    return this.options.place;
  }

  /** Opens snapshots and segments by hand; of the first epoch, which is enough for that. */
  get openedKeys(): RepositoryKeys {
    return this.opened!;
  }

  addWorkstation(): Workstation {
    const { dice, options, keys } = this;
    const offMs = dice.pick([0, 0, 0, DAY_MS, -DAY_MS]);
    const name = `w${this.workstations.length}`;
    const made = new Workstation(name, options.folder, this.place, dice.pick(keys), options.clock, offMs);
    this.workstations.push(made);
    return made;
  }

  /** Somebody who has never seen this repository. */
  stranger(pair = this.keys[0]!): Workstation {
    const name = `reader-${(this.made += 1)}`;
    return new Workstation(name, this.options.folder, this.place, pair, this.options.clock, 0);
  }

  /** Of the objects that fate took or changed, those that are not as they were. */
  async hurtNow(): Promise<Set<string>> {
    const hurt = new Set<string>();
    for (const name of this.ledger.damaged) if (!(await isIntact(this.place, name))) hurt.add(name);
    return hurt;
  }

  /** Nothing is wrong that fate has done. */
  async isSound(): Promise<boolean> {
    return this.ledger.unprotected.size === 0 && (await this.hurtNow()).size === 0;
  }

  /** Whether a key must open everything. */
  opensAll(pair: KeyPair): boolean {
    return pair === this.keys[0] || !this.ledger.keysWereHurt;
  }

  async end(): Promise<void> {
    for (const workstation of this.workstations) await workstation.end();
  }
}
