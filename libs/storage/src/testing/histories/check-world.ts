import type { Damage, Repository, SnapshotSummary } from '../../repository/repository.js';
import { StorageError } from '../../storage-error.js';
import type { KeyPair } from '../../crypto/key-pair.js';
import type { PushedFiles } from '@holdfast/contracts';
import { Broken } from './action.js';
import { TOY_SEAL } from './driving-phone.js';
import type { Files } from './ledger.js';
import { NO_TROUBLE } from './trouble.js';
import type { World } from './world.js';

/**
 * What must hold at every moment, as somebody sees it who has never seen this repository: what was reported is listed
 * and reads byte for byte; nothing else is listed but what somebody set out to store; what fate has hurt is named by
 * verify, with the files, and nothing else is. @throws Broken
 */
export async function checkWorld(world: World, pair: KeyPair = world.keys[0]!): Promise<void> {
  const stranger = world.stranger(pair);
  try {
    await stranger.run(NO_TROUBLE, false, (repository) => new Check(world, repository).all());
  } catch (error) {
    if (error instanceof Broken) throw error;
    // Without config and snapshots it is no repository any more.
    const isNone = error instanceof StorageError && error.code === 'not-a-repository';
    if (isNone && (await world.hurtNow()).has('config')) return;
    throw new Broken(`somebody who looks cannot: ${(error as Error).stack ?? String(error)}`);
  }
}

class Check {
  private damage: readonly Damage[] = [];
  private hurt: ReadonlySet<string> = new Set();

  constructor(
    private readonly world: World,
    private readonly repository: Repository,
  ) {}

  async all(): Promise<void> {
    const { world, repository } = this;
    const { ledger, place } = world;
    this.hurt = await world.hurtNow();
    ({ damage: this.damage } = await repository.verify({ readData: true }));
    const found = new Set(this.damage.map(({ objectName }) => objectName));
    for (const name of this.hurt)
      if (!found.has(name) && (await place.bytes(name)))
        throw new Broken(`verify does not see that ${name} was changed`);
    if (found.size > 0 && (await world.isSound()))
      throw new Broken(`verify says ${[...found].join(', ')}, and nothing was hurt`);
    const listed = await repository.snapshots();
    for (const snapshot of ledger.reported.values()) {
      const { id, hurtBy, maybeForgotten } = snapshot;
      const isListed = listed.some((one) => one.id === id || one.originalId === id);
      if (!isListed && !maybeForgotten && !this.isExcused(`snapshot/${id}`, hurtBy))
        throw new Broken(`${id} was reported, and is not listed`);
    }
    for (const summary of listed) await this.snapshot(summary);
  }

  private async snapshot(summary: SnapshotSummary): Promise<void> {
    const { ledger } = this.world;
    const { id, originalId, objectName, phone } = summary;
    const known = ledger.find(id, originalId);
    if (known) {
      const mayBeHurt = this.isExcused(objectName, known.hurtBy);
      const wrong =
        (await this.compare(id, known.files, new Set(), mayBeHurt)) ??
        (await this.comparePushed(id, known.pushed, mayBeHurt));
      if (wrong) throw new Broken(`${id}, which was reported: ${wrong}`);
      return;
    }
    if (ledger.forgotten.has(originalId ?? id) && this.world.ledger.unprotected.size === 0)
      throw new Broken(`${id} was forgotten, and is listed`);
    // Nobody was told of it, and it counts: then it is one of those that somebody set out to make.
    const mayBeHurt = this.hurt.size > 0 || ledger.unprotected.size > 0;
    const wrong: string[] = [];
    for (const attempt of ledger.attempts.filter((one) => one.phone === phone).reverse()) {
      const differs =
        (await this.compare(id, attempt.files, attempt.mayLack, mayBeHurt)) ??
        (await this.comparePushed(id, attempt.pushed, mayBeHurt));
      if (!differs) return;
      wrong.push(differs);
    }
    throw new Broken(`${id}, of which nobody was told, is nothing that ${phone} held: ${wrong[0]}`);
  }

  private isExcused(objectName: string, hurtBy: ReadonlySet<string>): boolean {
    const { unprotected } = this.world.ledger;
    return (
      unprotected.has(objectName) || [...hurtBy].some((name) => this.hurt.has(name) || unprotected.has(name))
    );
  }

  private async compare(
    id: string,
    files: Files,
    mayLack: ReadonlySet<string>,
    mayBeHurt: boolean,
  ): Promise<string | undefined> {
    const seen = new Set<string>();
    try {
      for await (const { path, kind, size } of this.repository.list(id, { recursive: true })) {
        if (kind !== 'file') continue;
        const name = path.map((part) => Buffer.from(part).toString()).join('/');
        seen.add(name);
        const bytes = files.get(name);
        if (!bytes) return `${name} was not on the phone`;
        if (size !== BigInt(bytes.length)) return `${name} has ${size} bytes, not ${bytes.length}`;
        const wrong = await this.file(id, path, bytes, mayBeHurt);
        if (wrong) return `${name} ${wrong}`;
      }
    } catch (error) {
      return this.mayFail(error, id, undefined, mayBeHurt);
    }
    const lacking = [...files.keys()].filter((name) => !seen.has(name) && !mayLack.has(name));
    return lacking.length > 0 ? `it lacks ${lacking.join(', ')}` : undefined;
  }

  /** What the phone finds of its own: every file under its own name as it stored it, and no other. */
  private async comparePushed(
    id: string,
    expected: Files | undefined,
    mayBeHurt: boolean,
  ): Promise<string | undefined> {
    if (!expected) return undefined;
    let pushed: PushedFiles;
    try {
      pushed = await this.repository.pushedFiles(id);
    } catch (error) {
      return this.mayFail(error, id, undefined, mayBeHurt);
    }
    try {
      const folders = new Set(
        [...expected.keys()].map((name) => (name.includes('/') ? name.split('/')[0]! : '')),
      );
      for (const folder of new Set(['', ...folders])) {
        for (const { name, kind } of await pushed.list(folder)) {
          const own = folder === '' ? name : `${folder}/${name}`;
          if (kind === 'file' ? !expected.has(own) : !folders.has(own))
            return `the phone never stored ${own}`;
        }
      }
      for (const [name, bytes] of expected) {
        const from = pushed.read(name);
        if (!from) return `the phone does not find its ${name}`;
        const pieces: Uint8Array[] = [];
        try {
          for await (const piece of from) pieces.push(piece);
        } catch (error) {
          const wrong = this.mayFail(error, id, undefined, mayBeHurt);
          if (wrong) return `${name} of the phone ${wrong}`;
          continue;
        }
        if (!Buffer.concat(pieces).equals(bytes)) return `${name} of the phone is another file`;
      }
      return undefined;
    } finally {
      await pushed.close();
    }
  }

  private async file(
    id: string,
    path: readonly Uint8Array[],
    bytes: Buffer,
    mayBeHurt: boolean,
  ): Promise<string | undefined> {
    const pieces: Uint8Array[] = [];
    try {
      for await (const piece of this.repository.read(id, path, TOY_SEAL)) pieces.push(piece);
    } catch (error) {
      return this.mayFail(error, id, path, mayBeHurt);
    }
    return Buffer.concat(pieces).equals(bytes) ? undefined : 'is another file';
  }

  /** A file that fate has hurt fails with a code, and verify has named it, a folder above it or the whole snapshot. */
  private mayFail(
    error: unknown,
    id: string,
    path: readonly Uint8Array[] | undefined,
    mayBeHurt: boolean,
  ): string | undefined {
    if (!(error instanceof StorageError) || !error.code.startsWith('object-'))
      return `fails with ${(error as Error).stack ?? String(error)}`;
    if (!mayBeHurt) return `fails with ${error.code}: ${error.message}`;
    const isNamed = this.damage.some(({ files }) =>
      files.some(
        (one) =>
          one.snapshotId === id &&
          (!path || one.path.every((name, i) => path[i] && Buffer.from(name).equals(path[i]))),
      ),
    );
    return isNamed ? undefined : `fails with ${error.code}, and verify does not name it`;
  }
}
