import type { PreviousRun } from '@holdfast/contracts';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WholeBackupOptions } from '../../../whole-phone.js';
import { BackupSource } from '../run/backup-source.js';
import { PocketDevice } from './pocket-device.js';
import { PocketSink } from './pocket-sink.js';
import type { Script } from './scripted-phone.js';

/** How a backup is made in a test. */
export interface Making {
  readonly options?: Partial<WholeBackupOptions>;
  readonly last?: PocketSink;
  readonly previous?: PreviousRun;
  readonly signal?: AbortSignal;
  readonly device?: (device: PocketDevice) => void;
  readonly patienceMs?: number;
}

export interface Made {
  readonly sink: PocketSink;
  readonly device: PocketDevice;
  readonly error: unknown;
  /** What was left on this computer. */
  readonly leftovers: readonly string[];
}

/** One backup of a scripted phone into a sink in memory. The script begins before the greeting. */
export async function backup(script: Script, making: Making = {}): Promise<Made> {
  const scratch = await mkdtemp(join(tmpdir(), 'holdfast-backup-'));
  const sink = new PocketSink(making.last);
  let failed: unknown;
  const device = new PocketDevice((phone) =>
    script(phone).catch((error: unknown) => {
      if (error instanceof Error && 'matcherResult' in error) failed = error;
      phone.unplug();
    }),
  );
  making.device?.(device);
  const options = { scratch, freeBytes: () => Promise.resolve(10n ** 12n), ...making.options };
  const bounds = making.patienceMs === undefined ? {} : { patienceMs: making.patienceMs };
  const source = new BackupSource(device, options, bounds);
  let error: unknown;
  try {
    await source.run(sink, making.previous, making.signal);
  } catch (thrown) {
    error = thrown;
  }
  await source.close();
  await Promise.all(device.scripts);
  const leftovers = await readdir(scratch);
  await rm(scratch, { recursive: true, force: true });
  if (failed !== undefined) throw failed;
  return { sink, device, error, leftovers };
}
