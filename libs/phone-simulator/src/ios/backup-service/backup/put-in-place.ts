import { filePlace } from '@holdfast/phones/codecs';
import { enter, snapshotOf, type BackupRun } from './backup-run.js';

/**
 * What was sent goes from the snapshot to where it stays, what is gone from the phone goes, and the snapshot too (the last
 * phase of a backup: libimobiledevice issue 1135; the order within it is unconfirmed). The old backup is whole until the
 * first move.
 */
export async function putInPlace(run: BackupRun): Promise<void> {
  const { host, folder, plan, link, faults } = run;
  const snapshot = snapshotOf(folder);
  link.progress = 92;
  await enter(run, 'moving', snapshot);
  for (const batch of plan.batches()) {
    for (const { id } of batch) await host.makeFolder(`${folder}/${id.slice(0, 2)}`);
    await host.move(batch.map(({ id }) => [`${snapshot}/${filePlace(id)}`, `${folder}/${filePlace(id)}`]));
  }
  const manifests = ['Manifest.plist', 'Manifest.db', 'Status.plist'];
  await host.move(manifests.map((name) => [`${snapshot}/${name}`, `${folder}/${name}`]));
  link.progress = 96;
  await enter(run, 'removing', folder);
  await host.remove(gone(run));
  await removeLeftovers(run);
  await host.remove([snapshot]);
  link.progress = 100;
  if (faults.statusLies !== 'unfinished') await enter(run, 'finished', folder);
}

function* gone({ previous, manifest, folder }: BackupRun): Generator<string> {
  for (const id of previous?.gone(manifest.path) ?? []) yield `${folder}/${filePlace(id)}`;
}

/** A full backup into a folder that held another one: what is not of this one goes. */
async function removeLeftovers({ host, folder, plan, previous, filesFolders }: BackupRun): Promise<void> {
  if (previous !== undefined) return;
  for (const name of filesFolders) {
    const found = Object.keys(await host.list(`${folder}/${name}`));
    await host.remove(found.filter((id) => !plan.has(id)).map((id) => `${folder}/${name}/${id}`));
  }
}
