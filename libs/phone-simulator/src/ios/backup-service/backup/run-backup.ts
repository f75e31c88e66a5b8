import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isDict, LARGEST_FRAME, type PlistDict } from '@holdfast/phones/codecs';
import type { IosPhoneState } from '../../phone-state.js';
import type { BackupFaults } from '../backup-faults.js';
import { failed } from '../backup-failed.js';
import { keptKeyBag } from '../crypto/kept-key-bag.js';
import type { DeviceLink } from '../link/device-link.js';
import { downloadSmall } from '../link/download-files.js';
import { ManifestDatabase } from '../manifest/manifest-database.js';
import { SendPlan } from '../manifest/send-plan.js';
import { withWorkFolder } from '../work-folder.js';
import { enter, isFilesFolder, snapshotOf, type BackupRun } from './backup-run.js';
import { HostFolder } from './host-folder.js';
import { misbehave } from './misbehave.js';
import { previousBackup } from './previous-backup.js';
import { putInPlace } from './put-in-place.js';
import { scanPhone } from './scan-phone.js';
import { sendFiles } from './send-files.js';
import { sendManifests } from './send-manifests.js';

const FEWEST_ITERATIONS = 1_000;
/** Beside the files: manifests, and what the computer needs of its own. */
const ROOM = 1024n * 1024n;

/** Makes a backup, full or incremental, as the computer asked for it. Throws `BackupFailed`. */
export async function runBackup(
  link: DeviceLink,
  phone: IosPhoneState,
  faults: BackupFaults,
  request: PlistDict,
): Promise<void> {
  const folder = textIn(request, 'TargetIdentifier') ?? phone.udid;
  const source = textIn(request, 'SourceIdentifier') ?? folder;
  const options = request['Options'];
  const isForced = isDict(options) && options['ForceFullBackup'] === true;
  await withWorkFolder(phone.state, async (work, later) => {
    const password = phone.backupPassword.value;
    const keyBag =
      password === undefined
        ? undefined
        : await keptKeyBag(phone.state, password, faults.keyBagIterations ?? FEWEST_ITERATIONS);
    const status = await downloadSmall(link, `${source}/Status.plist`);
    const wanted = {
      source,
      udid: phone.udid,
      keyBag,
      largestFrame: faults.largestFrame ?? LARGEST_FRAME,
      path: join(work, 'previous.db'),
    };
    const previous = isForced ? undefined : await previousBackup(link, status, wanted);
    later(() => previous?.close());
    const manifest = new ManifestDatabase(join(work, 'Manifest.db'));
    later(() => manifest.close());
    const plan = new SendPlan(join(work, 'plan.db'));
    later(() => plan.close());
    const host = new HostFolder(link);
    const facts = {
      uuid: randomUUID().toUpperCase(),
      isFull: previous === undefined,
      date: new Date(phone.clock.now()),
    };
    await backUp({ phone, link, faults, host, folder, work, keyBag, previous, manifest, plan, facts });
  });
}

async function backUp(begun: Omit<BackupRun, 'filesFolders'>): Promise<void> {
  const { link, host, folder, phone, faults, plan } = begun;
  const snapshot = snapshotOf(folder);
  const left = Object.keys(await host.list(snapshot)).length > 0;
  const filesFolders = Object.keys(await host.list(folder)).filter(isFilesFolder);
  for (const name of filesFolders) host.knows(`${folder}/${name}`);
  const run = { ...begun, filesFolders };
  await scanPhone({ ...run, classKeys: run.keyBag?.classKeys });
  if (faults.noSpace === true || BigInt(Math.floor(await host.freeBytes())) < plan.bytes + ROOM) {
    if (faults.asksToPurge === true) await host.purge();
    throw failed.noSpace();
  }
  // What an interrupted backup left behind.
  if (left) await host.remove([snapshot]);
  await host.makeFolder(folder);
  await host.makeFolder(snapshot);
  link.progress = 2;
  await enter(run, 'uploading', snapshot);
  for (const act of faults.hostile ?? []) await misbehave(run, act);
  await sendFiles(run);
  await sendManifests(run);
  await putInPlace(run);
  phone.stats.backups += 1;
}

function textIn(dict: PlistDict, key: string): string | undefined {
  const value = dict[key];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
