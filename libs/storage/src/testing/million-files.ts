import { readFileSync } from 'node:fs';
import type { Entry, PullSource } from '@holdfast/contracts';
import type { Repository, Selection } from '@holdfast/storage';
import { createRepository, folderLocation, openRepository } from '@holdfast/storage';

/**
 * A program that does one thing with a repository of very many files and tells what it took:
 * `node million-files.ts FOLDER KEY-HEX VERB [JSON]`. It runs what was built, in a process of its own, so that its peak
 * of memory is that of the verb. The files are made as they are asked for and lie on no disk.
 */
interface Made {
  readonly folders: number;
  readonly filesEach: number;
  /** Every so many files, one is of another version than 0. */
  readonly changedEach?: number;
  readonly takenAt: string;
}

export interface Told {
  readonly count: number;
  readonly seconds: number;
  /** Of all its threads: says what it costs also on a busy machine. */
  readonly processorSeconds: number;
  /** VmHWM of the process. */
  readonly peakMiB: number;
}

const endingIn = (suffix: string): Selection => {
  const selection: Selection = {
    takes: ({ path }) => Buffer.from(path.at(-1)!).toString('latin1').endsWith(suffix),
    below: () => selection,
  };
  return selection;
};

const FACTS = { mode: 0o644, category: 'documents' } as const;

function* entries({ folders, filesEach, changedEach = 0 }: Made): Generator<Entry> {
  for (let folder = 0; folder < folders; folder++) {
    const place = folders === 1 ? 'all' : `folder ${folder % 10}/${folder}`;
    const path = place.split('/').map((name) => Buffer.from(name));
    for (let depth = folder < 10 ? 1 : path.length; depth <= path.length; depth++)
      yield { ...FACTS, path: path.slice(0, depth), kind: 'directory', size: 0n, mtimeNs: 1n, ref: '' };
    for (let file = 0; file < filesEach; file++) {
      const number = folder * filesEach + file;
      const version = changedEach > 0 && number % changedEach === 0 ? 1 : 0;
      yield {
        ...FACTS,
        path: [...path, Buffer.from(`note ${number}.txt`)],
        kind: 'file',
        size: BigInt(contents(number, version).length),
        mtimeNs: BigInt(1_700_000_000 + version) * 1_000_000_000n,
        ref: `${number} ${version}`,
      };
    }
  }
}

const contents = (number: number, version: number): Buffer =>
  Buffer.from(`note ${number}, version ${version}\n`.padEnd(30 + (number % 70), '.'));

const sourceOf = (made: Made): PullSource => ({
  async *scan() {
    yield* entries(made);
  },
  async *open(entry) {
    const [number, version] = entry.ref.split(' ').map(Number);
    yield contents(number!, version!);
  },
  close: async () => {},
});

async function count(items: AsyncIterable<unknown>): Promise<number> {
  let counted = 0;
  for await (const _ of items) counted += 1;
  return counted;
}

const newest = async (repository: Repository): Promise<string[]> =>
  (await repository.snapshots()).map(({ id }) => id);

const VERBS: Record<string, (repository: Repository, argument: string) => Promise<number>> = {
  backup: async (repository, argument) => {
    const made = JSON.parse(argument) as Made;
    const { files } = await repository.backup({
      source: sourceOf(made),
      scope: {},
      phone: 'p1',
      sourceName: 'android:million',
      now: () => new Date(made.takenAt),
    });
    return files;
  },
  list: async (repository) => count(repository.list((await newest(repository))[0]!, { recursive: true })),
  diff: async (repository) => {
    const [newer, older] = await newest(repository);
    return count(repository.diff(older!, newer!));
  },
  find: (repository, argument) => count(repository.find({ select: endingIn(argument) })),
};

const [folder, key, verb, argument] = process.argv.slice(2);
const unlock = { kind: 'key', privateKey: Buffer.from(key!, 'hex') } as const;
const options = { location: folderLocation(`${folder}/stored`), workFolder: `${folder}/work`, unlock };
if (verb === 'create') {
  const recipients = [{ kind: 'key', name: 'a', publicKey: Buffer.from(argument!, 'hex') }] as const;
  await (await createRepository({ ...options, recipients })).close();
} else {
  const repository = await openRepository(options);
  const began = performance.now();
  const counted = await VERBS[verb!]!(repository, argument ?? '');
  const seconds = (performance.now() - began) / 1000;
  await repository.close();
  const { user, system } = process.cpuUsage();
  const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))![1];
  const told: Told = {
    count: counted,
    seconds,
    processorSeconds: (user + system) / 1e6,
    peakMiB: Number(peak) / 1024,
  };
  process.stdout.write(JSON.stringify(told));
}
