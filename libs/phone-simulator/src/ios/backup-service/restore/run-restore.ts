import { join } from 'node:path';
import {
  MANIFEST_FLAGS,
  fileId,
  filePlace,
  LARGEST_FRAME,
  PlistReal,
  readMbFile,
  type MbFile,
  type PlistDict,
} from '@holdfast/phones/codecs';
import type { IosPhoneState } from '../../phone-state.js';
import type { BackupFaults } from '../backup-faults.js';
import { failed } from '../backup-failed.js';
import type { DeviceLink } from '../link/device-link.js';
import { downloadFiles, type Incoming } from '../link/download-files.js';
import { withWorkFolder } from '../work-folder.js';
import { openBackup, type OpenBackup } from './open-backup.js';
import { removeOthers } from './remove-others.js';
import { restoredFile } from './restored-file.js';
import { isSystemDomain, restoreOptions, type RestoreOptions } from './restore-options.js';

/** Files in one message. */
const AT_ONCE = 500;
/** How long a phone is away when it starts anew; a real one takes a minute. */
const REBOOT_MILLISECONDS = 1_000;

/** Takes a file that has no place on the phone. */
const DISCARDED: Incoming = { write: () => undefined, end: () => undefined };

/** One thing of a backup. */
interface Row {
  readonly domain: string;
  readonly path: string;
  readonly flags: number;
  readonly record: MbFile;
}

/**
 * Restores a backup that the computer offers into the phone's domains; ends with its answer, and starts anew unless it is told
 * not to. Throws `BackupFailed`: 104 where the computer lacks files, 205 and 207 for the backup itself.
 */
export async function runRestore(
  link: DeviceLink,
  phone: IosPhoneState,
  faults: BackupFaults,
  request: PlistDict,
): Promise<void> {
  const options = restoreOptions(request);
  const source = sourceOf(request) ?? phone.udid;
  const largest = faults.largestFrame ?? LARGEST_FRAME;
  await withWorkFolder(phone.state, async (work, later) => {
    const path = join(work, 'Manifest.db');
    const backup = await openBackup(link, source, path, options.password, largest);
    later(() => backup.database.close());
    const copy = `${source}.before-restore`;
    if (options.copyFirst) await link.ask('DLMessageCopyItem', source, copy, {}, new PlistReal(0));
    const missing = await restoreRows(link, phone, backup, options, { source, largest });
    if (options.removeOthers) await removeOthers(phone.domains, backup.database);
    if (missing > 0) throw failed.severalFiles('downloading');
  });
  phone.stats.restores += 1;
  link.progress = 100;
  await link.end(0);
  if (!options.reboot) return;
  // The computer has its answer before the phone goes.
  await link.request().catch(() => undefined);
  phone.cable.pull();
  await phone.clock.sleep(REBOOT_MILLISECONDS);
  phone.cable.plug();
}

/** Gives how many files the computer did not have. */
async function restoreRows(
  link: DeviceLink,
  phone: IosPhoneState,
  { database, classKeys }: OpenBackup,
  options: RestoreOptions,
  { source, largest }: { readonly source: string; readonly largest: number },
): Promise<number> {
  const total = Number(database.prepare('SELECT count(*) AS n FROM Files').get()?.['n'] ?? 0);
  const page = database.prepare('SELECT rowid, * FROM Files WHERE rowid > ? ORDER BY rowid LIMIT ?');
  let [last, done, missing] = [0, 0, 0];
  for (;;) {
    const found = page.all(last, AT_ONCE);
    if (found.length === 0) return missing;
    last = Number(found.at(-1)?.['rowid']);
    const wanted = new Map<string, Row>();
    for (const row of found.map(rowFrom)) {
      if (row === undefined || (!options.systemFiles && isSystemDomain(row.domain))) continue;
      if (row.flags === MANIFEST_FLAGS.file)
        wanted.set(`${source}/${filePlace(fileId(row.domain, row.path))}`, row);
      // A path that leads out, or through a link, has no place on the phone.
      else await restoreOther(phone, row).catch(() => undefined);
    }
    const receive = (path: string): Promise<Incoming> =>
      begin(phone, wanted.get(path) as Row, classKeys).catch(() => DISCARDED);
    link.progress = (100 * done) / Math.max(1, total);
    const whole = wanted.size === 0 ? 0 : await downloadFiles(link, [...wanted.keys()], receive, largest);
    missing += wanted.size - whole;
    done += found.length;
  }
}

async function begin(phone: IosPhoneState, row: Row, classKeys: OpenBackup['classKeys']): Promise<Incoming> {
  return restoredFile(phone.domains.writer(row.domain), namesOf(row.path), row.record, classKeys);
}

async function restoreOther(phone: IosPhoneState, { domain, path, flags, record }: Row): Promise<void> {
  const writer = phone.domains.writer(domain);
  if (flags === MANIFEST_FLAGS.directory) await writer.makeFolder(namesOf(path));
  else if (flags === MANIFEST_FLAGS.symlink && record.target !== undefined)
    await writer.link(namesOf(path), record.target);
}

/** `undefined`: no phone wrote it, and it is left out. */
function rowFrom(row: Record<string, unknown>): Row | undefined {
  const { domain, relativePath: path, flags, file } = row;
  if (typeof domain !== 'string' || typeof path !== 'string' || typeof flags !== 'number') return undefined;
  if (!(file instanceof Uint8Array)) return undefined;
  try {
    return { domain, path, flags, record: readMbFile(file) };
  } catch {
    return undefined;
  }
}

function sourceOf(request: PlistDict): string | undefined {
  const value = request['SourceIdentifier'] ?? request['TargetIdentifier'];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const namesOf = (path: string): string[] => (path === '' ? [] : path.split('/'));
