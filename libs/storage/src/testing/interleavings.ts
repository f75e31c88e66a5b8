import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { newKeyPair } from '../crypto/key-pair.js';
import type { Location } from '../location/location.js';
import { createRepository } from '../repository/create-repository.js';
import { openRepository } from '../repository/open-repository.js';
import type { Repository } from '../repository/repository.js';
import { StorageError } from '../storage-error.js';
import { chosenSource } from './chosen-source.js';
import type { Objects } from './interleaved-location.js';
import { InterleavedPlace, seeded } from './interleaved-location.js';

type Files = Map<string, Buffer>;
const DAY_MS = 86_400_000;
/** Another set of contents for each number, none of which occurs later. */
const bitsOf = (number: number): number[] =>
  [0, 1, 2, 3, 4, 9].filter((bit) => bit === 9 || (number >> bit) & 1);
/** What may happen to a run beside its success: it is told to begin again, or it was killed. */
const HONEST = ['repository-busy', 'location-unreachable'];

/** Two writers and a pruner at one repository, again and again from the same beginning, in orders that seeds choose. */
export class Interleavings {
  private readonly pair = newKeyPair();
  private readonly contents = Array.from({ length: 10 }, () => randomBytes(17_000));
  private base: Objects = new Map();
  private clock = { now: Date.UTC(2026, 0, 1) };

  private constructor(private readonly folder: string) {}

  /**
   * A repository with three snapshots of one phone and one of another; the contents of old ones come and go. Before
   * them come others, so that there are `smallRuns` of each phone, most of which stored a new tree and nothing else.
   */
  static async prepare(folder: string, smallRuns = 0): Promise<Interleavings> {
    const made = new Interleavings(folder);
    const place = new InterleavedPlace(made.base, seeded(0), made.clock);
    const failure = await place.run(async (location) => {
      const repository = await createRepository({
        location,
        workFolder: join(folder, 'base'),
        recipients: [{ kind: 'key', name: 'employee', publicKey: made.pair.publicKey }],
        unlock: { kind: 'key', privateKey: made.pair.privateKey },
        now: () => new Date(made.clock.now),
      });
      for (let run = 1; run < smallRuns; run++) {
        if (run < smallRuns - 2) await made.backup(repository, 'a', made.files(bitsOf(run)));
        await made.backup(repository, 'b', made.files(bitsOf(run)));
      }
      await made.backup(repository, 'a', made.files([0, 1, 2]));
      await made.backup(repository, 'a', made.files([2, 3, 4]));
      await made.backup(repository, 'a', made.files([4, 5]));
      await made.backup(repository, 'b', made.files([5, 6]));
      await repository.close();
    });
    if (failure) throw failure as Error;
    for (const name of ['one', 'two', 'pruner'])
      cpSync(join(folder, 'base'), join(folder, `first-${name}`), { recursive: true });
    return made;
  }

  /** One order of events. Answers what is wrong in the end, if anything is. */
  async play(seed: number): Promise<string | undefined> {
    const random = seeded(seed);
    // Within the epoch: its renewal by two at once is another spec.
    this.clock.now = Date.UTC(2026, 0, 15);
    const place = new InterleavedPlace(new Map(this.base), random, this.clock);
    const expected = new Map<string, Files>();
    const killed = (): number => (random(4) === 0 ? 1 + random(60) : Number.POSITIVE_INFINITY);
    const write = (name: string, phone: string, picks: readonly number[]) => (location: Location) =>
      this.with(location, name, async (repository) => {
        const files = this.files(picks);
        expected.set(await this.backup(repository, phone, files), files);
      });
    // What they back up lies in packs that only forgotten snapshots name, or soon will.
    const some = (): number[] => [0, 1, 2, 3, 4, 5, 6, 7].filter(() => random(2) === 0);
    const [one, two] = [some(), some()];
    const coolingOffMs = random(3) === 0 ? DAY_MS : 0;
    const prune = (location: Location) =>
      this.with(location, 'pruner', async (repository) => {
        const old = (await repository.snapshots()).filter(({ phone }) => phone === 'a').slice(1 + random(2));
        await repository.forget({ snapshotIds: old.map(({ id }) => id), now: this.now });
        for (let round = 0; round < 2; round++) {
          await repository.prune({ now: this.now, coolingOffMs });
          this.clock.now += 2 * DAY_MS;
        }
      });
    const outcomes = await Promise.all([
      place.run(write('one', 'a', one), killed()),
      place.run(write('two', 'b', two), killed()),
      place.run(prune, killed()),
    ]);
    for (const outcome of outcomes) {
      if (outcome === undefined || (outcome instanceof StorageError && HONEST.includes(outcome.code)))
        continue;
      return `seed ${seed}: a program failed: ${(outcome as Error).stack ?? String(outcome)}`;
    }
    const wrong = await this.check(place.objects, expected);
    return wrong && `seed ${seed}: ${wrong}\n${place.turns.join('\n')}`;
  }

  /** Every snapshot that is listed restores, and those that were reported hold what they held. */
  private async check(objects: Objects, expected: ReadonlyMap<string, Files>): Promise<string | undefined> {
    const wrong: string[] = [];
    const place = new InterleavedPlace(objects, seeded(1), this.clock);
    const failure = await place.run((location) =>
      this.with(location, 'reader', async (repository) => {
        const snapshots = await repository.snapshots();
        const listed = new Set(snapshots.flatMap(({ id, originalId }) => [id, originalId]));
        for (const id of expected.keys()) if (!listed.has(id)) wrong.push(`${id} is not listed`);
        for (const { id, originalId } of snapshots) {
          const files = expected.get(id) ?? expected.get(originalId ?? '');
          for await (const { path } of repository.list(id)) {
            const pieces: Uint8Array[] = [];
            for await (const piece of repository.read(id, path)) pieces.push(piece);
            const held = files?.get(Buffer.from(path[0]!).toString());
            if (files && !held?.equals(Buffer.concat(pieces))) wrong.push(`${id}: a file is another one`);
          }
        }
        const { damage } = await repository.verify({ readData: true });
        wrong.push(...damage.map(({ objectName, what }) => `${objectName} is ${what}`));
      }),
    );
    if (failure) wrong.push((failure as Error).stack ?? String(failure));
    return wrong.length > 0 ? wrong.join('\n') : undefined;
  }

  private readonly now = (): Date => new Date((this.clock.now += 1000));

  private files(picks: readonly number[]): Files {
    return new Map(picks.map((pick) => [`f${pick}`, this.contents[pick]!]));
  }

  private async backup(repository: Repository, phone: string, files: Files): Promise<string> {
    const source = chosenSource(files);
    const result = await repository.backup({ source, scope: {}, phone, sourceName: phone, now: this.now });
    return result.snapshotId;
  }

  private async with(
    location: Location,
    name: string,
    work: (repository: Repository) => Promise<void>,
  ): Promise<void> {
    const workFolder = join(this.folder, name);
    rmSync(workFolder, { recursive: true, force: true });
    mkdirSync(workFolder);
    if (name !== 'reader') cpSync(join(this.folder, `first-${name}`), workFolder, { recursive: true });
    const unlock = { kind: 'key', privateKey: this.pair.privateKey } as const;
    const repository = await openRepository({ location, workFolder, unlock });
    try {
      await work(repository);
    } finally {
      await repository.close();
    }
  }
}
