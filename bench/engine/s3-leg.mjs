import { holdfast } from '../tools/holdfast.mjs';
import { restic } from '../tools/restic.mjs';
import { inFolder } from './local-legs.mjs';
import { startRadosgw } from './radosgw.mjs';
import { inOrder, runRound } from './round.mjs';
import { needRoom } from './scratch.mjs';

const MOST_BYTES = 500 * 1024 ** 2;
const MAKERS = { holdfast, restic };

/**
 * Holdfast and restic on a real S3 server (radosgw over bluestore on the disk), with at most 500 MiB; borg has no S3.
 * Source and caches are in memory. Each tool gets a server of its own, started for it and stopped after it: a server that
 * has taken one repository is slower, or faster, for the next.
 */
export async function s3Leg(bench) {
  const { memory, disk } = bench.scratch;
  const size = Math.min(bench.asked.size, MOST_BYTES);
  needRoom('s3', memory, 2.5 * size);
  needRoom('s3', disk, 4 * size);
  // Beside the corpus of the other legs, which is larger.
  const corpusPlace = { ...memory, corpus: `${memory.root}/corpus-s3` };
  const names = bench.tools.filter((name) => Object.hasOwn(MAKERS, name));
  for (let number = 0; number < bench.asked.rounds; number++) {
    for (const name of inOrder(names, number)) {
      await inFolder(disk, (folder) =>
        inFolder(memory, (home) => onServer(bench, { name, number, folder, home, place: corpusPlace, size })),
      );
    }
  }
}

async function onServer(bench, { name, number, folder, home, place, size }) {
  const server = await startRadosgw(folder, bench.signal);
  try {
    const tool = MAKERS[name]({
      home,
      place: { kind: 's3', endpoint: server.endpoint, bucket: server.bucket },
      passwordFile: bench.scratch.passwordFile,
      env: server.env,
    });
    const tools = [{ ...tool, storedBytes: () => server.storedBytes() }];
    const operations = ['initial', 'unchanged', 'day2', 'restore', 'check'];
    await runRound({ bench, leg: 's3', number, tools, operations, place, size });
  } finally {
    await server.stop();
  }
}
