import { fileURLToPath } from 'node:url';
import { writeTree } from '../corpus/write-tree.mjs';
import { inFolder } from '../engine/local-legs.mjs';
import { inOrder } from '../engine/round.mjs';
import { needRoom } from '../engine/scratch.mjs';
import { WARM, warmly } from '../engine/warm-memory.mjs';
import { measuredRun, RunFailed } from '../measure/measured-run.mjs';

const SCRIPT = fileURLToPath(new URL('./back-up-once.mjs', import.meta.url));
/** As the program itself sets them (apps/agent/bin/holdfast.mjs). */
const SMALL_HEAP = ['--semi-space-growth-factor=1', '--heap-growing-percent=30', '--no-parallel-scavenge'];
const WAYS = ['local', 'streamed'];

/**
 * The same first backup with files that the engine opens itself, and with bytes that a source hands over. Only
 * `repository.backup` is counted, not the start of the process, which would make the two look more alike. The streamed
 * one includes that its source reads the files, with as little as that can cost (see `phoneLikeSource`); the local one
 * includes the engine's own reading. What a real phone's cable and protocol cost comes on top of either, and is in neither.
 */
export async function streamedLeg(bench) {
  const { asked, scratch, signal, results } = bench;
  const { memory } = scratch;
  needRoom('streamed', memory, (2.2 + WARM) * asked.size);
  const { files, bytes } = await writeTree(
    memory.corpus,
    { size: asked.size, seed: asked.seed, day: 1 },
    signal,
  );
  const one = (way, number, around) =>
    inFolder(memory, async (folder) => {
      const command = [process.execPath, ...SMALL_HEAP, SCRIPT, way, memory.corpus, folder];
      const run = await around(() => measuredRun(command, { signal }));
      const told = JSON.parse(run.stdout);
      if (told.files !== files || told.bytes !== `${bytes}`)
        throw new RunFailed([SCRIPT, way], 'a snapshot that lacks something', run.stdout);
      const cpuSeconds = told.cpuMicroseconds / 1e6;
      results.add('streamed', way, 'initial', { ...run, cpuSeconds });
      bench.tell(`streamed ${number + 1}/${asked.rounds} ${way.padEnd(8)} ${cpuSeconds.toFixed(2)} s of CPU`);
    });
  await warmly(bench, async (around) => {
    for (let number = 0; number < asked.rounds; number++)
      for (const way of inOrder(WAYS, number)) await one(way, number, around);
  });
}
