import { ProgressCounter } from '../backup/backup-progress.js';
import { isStandalone } from '../marks/level-index.js';
import { NO_MARKS, readMarks } from '../marks/read-marks.js';
import type { OpenState } from '../repository/encrypted-repository.js';
import type { IndexRepair, IndexRepairRequest } from '../repository/repository.js';
import { takeWriterLock } from '../repository/work-folder.js';
import { StorageError } from '../storage-error.js';
import { describePacks } from './store-shards.js';
import { syncIndex } from './sync-index.js';
import type { UncoveredPack } from './uncovered-packs.js';
import { learnPack, uncoveredPacks } from './uncovered-packs.js';

/**
 * Throws the local index away and builds it anew: from shards, and, for packs that none describes, from the packs
 * themselves, which are read whole. Where nobody else decides what is stored, shards are then written for those. Stopped
 * or killed, it leaves an index that knows less, and the next run reads the rest.
 * @throws StorageError `repository-busy` (retry helps) while another program here uses it; `cancelled`,
 * `location-unreachable`, `disk-full`
 */
export async function repairIndex(state: OpenState, request: IndexRepairRequest): Promise<IndexRepair> {
  const release = takeWriterLock(state.paths);
  try {
    state.index.startAnew();
    return await rebuild(state, request);
  } finally {
    release();
  }
}

async function rebuild(state: OpenState, request: IndexRepairRequest): Promise<IndexRepair> {
  const { index, objects, keys } = state;
  const now = (): Date => new Date(performance.timeOrigin + performance.now());
  const progress = new ProgressCounter({ now, ...pick(request) });
  progress.phase('scanning');
  const marks = isStandalone(state) ? await readMarks(objects, keys) : NO_MARKS;
  const doomed = marks.names('unneeded', 'sweeping');
  const unreadable: string[] = [];
  await syncIndex(index, objects, keys, doomed, (name, isReadable) => {
    stopIfAsked(request.signal);
    progress.fileDone();
    if (!isReadable) unreadable.push(name);
  });

  const uncovered: UncoveredPack[] = [];
  for await (const pack of uncoveredPacks(state)) if (!doomed.has(pack.name)) uncovered.push(pack);
  const bytesTotal = uncovered.reduce((sum, { size }) => sum + size, 0);
  progress.phase('reading', { filesDone: 0, filesTotal: uncovered.length, bytesTotal });
  for (const pack of uncovered) {
    stopIfAsked(request.signal);
    if (!(await learnPack(state, pack))) unreadable.push(pack.name);
    progress.fileDone();
    progress.bytes(pack.size);
  }
  const packsRead = uncovered.length - unreadable.filter((name) => !name.startsWith('index/')).length;
  progress.phase('committing');
  const shardsWritten = isStandalone(state) ? await describePacks(state) : 0;
  progress.phase('done');
  const count = (sql: string): number => index.sql(sql).get()!['n'] as number;
  return {
    shards: count('SELECT count(*) AS n FROM shard') - shardsWritten,
    packs: count('SELECT count(*) AS n FROM pack WHERE present = 1'),
    chunks: count(
      'SELECT count(DISTINCT c.id) AS n FROM chunk c JOIN pack p ON p.id = c.pack WHERE p.present = 1',
    ),
    packsRead,
    shardsWritten,
    unreadable,
  };
}

const pick = ({ onProgress }: IndexRepairRequest) => (onProgress ? { onProgress } : {});

function stopIfAsked(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return;
  throw new StorageError(
    'cancelled',
    'Building the local index was stopped. The repository was not changed; run it again to go on.',
    { retryHelps: true },
  );
}
