import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { borg } from '../tools/borg.mjs';
import { holdfast } from '../tools/holdfast.mjs';
import { restic } from '../tools/restic.mjs';
import { folderBytes } from './folder-bytes.mjs';
import { runRound } from './round.mjs';
import { needRoom, remove } from './scratch.mjs';
import { WARM, warmly } from './warm-memory.mjs';

const EVERYTHING = ['initial', 'unchanged', 'day2', 'restore', 'check'];
const MAKERS = { holdfast, restic, borg };

/**
 * All three programs on memory: source, repositories, caches and what is restored. No disk is waited for, so this shows
 * what the programs themselves cost.
 */
export async function tmpfsLeg(bench) {
  const { memory } = bench.scratch;
  needRoom('tmpfs', memory, roomOf(bench) + WARM * bench.asked.size);
  await warmly(bench, (around) => onPlace(bench, 'tmpfs', memory, () => EVERYTHING, around));
}

/**
 * The same on a disk. Holdfast and restic wait for the disk after each pack, borg after each segment. What others wrote
 * before is brought to the disk before each run (`sync`), so that nobody waits for somebody else's bytes; caches of the
 * system stay as they are, for all alike. Restores and checks read what was just written, hence from memory, and show
 * the disk little: they run in the first round only.
 */
export async function diskLeg(bench) {
  const { disk } = bench.scratch;
  const operations = (number) => (number === 0 ? EVERYTHING : EVERYTHING.slice(0, 3));
  needRoom('disk', disk, roomOf(bench));
  await onPlace(bench, 'disk', disk, operations, async (run) => {
    await once(spawn('sync', { stdio: 'ignore' }), 'exit');
    return run();
  });
  remove(disk.corpus);
}

/** Our own program at its quiet pace, which is about memory. */
export async function quietLeg(bench) {
  const { memory } = bench.scratch;
  const { size, rounds } = bench.asked;
  needRoom('quiet', memory, (2.2 + WARM) * size);
  await warmly(bench, async (around) => {
    for (let number = 0; number < rounds; number++) {
      await inFolder(memory, async (folder) => {
        const tool = toolIn(bench, 'holdfast', folder);
        const tools = [{ ...tool, backup: tool.quietBackup }];
        const operations = ['initial'];
        await runRound({ bench, leg: 'quiet', number, tools, operations, place: memory, size, around });
      });
    }
  });
}

/** In bytes: the corpus, a repository for each, one restore at a time, caches. */
const roomOf = ({ asked, tools }) => (2.3 + tools.length) * asked.size;

async function onPlace(bench, leg, place, operations, around) {
  const { asked, tools: names } = bench;
  for (let number = 0; number < asked.rounds; number++) {
    await inFolder(place, async (folder) => {
      const tools = names.map((name) => toolIn(bench, name, folder));
      await runRound({
        bench,
        leg,
        number,
        tools,
        operations: operations(number),
        place,
        size: asked.size,
        around,
      });
    });
  }
}

function toolIn({ scratch, env }, name, folder) {
  const place = { kind: 'folder', folder };
  const tool = MAKERS[name]({ home: folder, place, passwordFile: scratch.passwordFile, env });
  return { ...tool, storedBytes: async () => folderBytes(tool.repositoryFolder) };
}

/** Each round begins with nothing: no repository, no cache, nothing in the way. */
export async function inFolder(place, work) {
  const folder = place.folder();
  try {
    await work(folder);
  } finally {
    remove(folder);
  }
}
