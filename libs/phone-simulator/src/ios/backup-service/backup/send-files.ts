import { filePlace, readMbFile } from '@holdfast/phones/codecs';
import { failed } from '../backup-failed.js';
import { sealedSize } from '../crypto/seal-file.js';
import { Upload } from '../link/upload.js';
import type { Planned } from '../manifest/send-plan.js';
import { snapshotOf, type BackupRun } from './backup-run.js';
import { BufferPool } from './buffer-pool.js';
import { devicePath } from './device-path.js';
import { demand } from './host-folder.js';
import { lookAhead } from './look-ahead.js';
import { closeFile, openFile, sendContent, type Opened } from './send-file.js';

/** Told how many bytes of a file were sent. */
type Cut = (upload: Upload, bytes: bigint) => Promise<void>;

const OPEN_AHEAD = 8;
/** Of the whole backup's progress. */
const [BEGIN, END] = [5, 90];

/** Sends what is planned into the snapshot, a few hundred files a message. Throws `BackupFailed` 104 where the faults say so. */
export async function sendFiles(run: BackupRun): Promise<void> {
  const { link, plan, host, folder, faults, phone } = run;
  const pool = new BufferPool();
  const cut = cutter(run);
  let [sent, unreadable] = [0n, 0];
  for (const batch of plan.batches()) {
    for (const { id } of batch) await host.makeFolder(`${snapshotOf(folder)}/${id.slice(0, 2)}`);
    link.progress = BEGIN + ((END - BEGIN) * Number(sent)) / Math.max(1, Number(plan.bytes));
    const upload = await Upload.begin(link, announced(batch));
    const open = (planned: Planned): Promise<Opened> => openFile(phone.domains, pool, planned);
    const close = (opened: Opened): Promise<void> => closeFile(pool, opened);
    for await (const opened of lookAhead(batch, open, close, OPEN_AHEAD)) {
      try {
        if (!(await sendOne(run, upload, pool, opened, cut))) unreadable += 1;
      } finally {
        await close(opened);
      }
      sent += opened.planned.size;
    }
    demand(await upload.finish(), 'keep files');
    phone.stats.filesRead += batch.length;
  }
  if (unreadable > 0 && unreadable >= (faults.mostUnreadable ?? Infinity))
    throw failed.severalFiles('uploading');
}

/** False: it could not be read, and the backup does without it. */
async function sendOne(
  run: BackupRun,
  upload: Upload,
  pool: BufferPool,
  opened: Opened,
  cut: Cut,
): Promise<boolean> {
  const { manifest, plan, faults, folder } = run;
  const { planned, file } = opened;
  const { id, domain, path } = planned;
  await upload.name(devicePath(domain, path), `${snapshotOf(folder)}/${filePlace(id)}`);
  if (file === undefined || faults.unreadable?.includes(`${domain}/${path}`) === true) {
    await upload.fail(file === undefined ? 'No such file or directory' : 'Operation not permitted');
    manifest.remove(id);
    plan.drop(planned);
    return false;
  }
  const bytes = await sendContent(upload, pool, opened);
  await cut(upload, bytes);
  await upload.success();
  const isLie = faults.sizes?.[`${domain}/${path}`] !== undefined;
  const blob = bytes === planned.size || isLie ? undefined : manifest.blob(id);
  if (blob !== undefined) manifest.correct(id, { ...readMbFile(blob), size: bytes });
  return true;
}

/**
 * Pulls the cable within a file, once so many bytes were sent. Not between two files: idevicebackup2 1.3.0 waits there for ever,
 * since it takes the end of the connection for a phone that needs more time (measured 2026-11-27).
 */
function cutter({ faults, phone }: BackupRun): Cut {
  let sent = 0n;
  return async (upload, bytes) => {
    sent += bytes;
    const { unplugAfterFileBytes: limit } = faults;
    if (limit === undefined || bytes === 0n || sent < limit || phone.stats.unplugged > 0) return;
    await upload.out.flush();
    phone.cable.pull();
  };
}

/** What a message's files will have in all; libplist takes 64 bits. */
function announced(batch: readonly Planned[]): number {
  const sizes = batch.map(({ size, key }) => (key === undefined ? Number(size) : sealedSize(Number(size))));
  return Math.min(
    Number.MAX_SAFE_INTEGER,
    sizes.reduce((sum, size) => sum + size, 0),
  );
}
