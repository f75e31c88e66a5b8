import { join } from 'node:path';
import { readPlist } from '@holdfast/phones';
import type { Repository } from '@holdfast/storage';
import { Fault } from '../faults/fault.js';
import { phoneStoreFile } from './sealed-contents.js';

/** What a UDID is made of: it becomes the name of a folder here. */
const UDID = /^[0-9A-Za-z-]{8,64}$/;

/**
 * The folder below `target` in which Finder, Apple Devices and idevicebackup2 look for a backup: they name it by the
 * iPhone's UDID. @throws Fault `refused` where the snapshot is of no whole iPhone
 */
export async function finderFolder(
  repository: Repository,
  snapshotId: string,
  target: string,
): Promise<string> {
  const udid = await udidOf(repository, snapshotId).catch(() => undefined);
  if (udid !== undefined) return join(target, udid);
  throw new Fault('refused', {
    what: 'This snapshot is not of a whole iPhone, so there is no backup for Finder in it.',
    holds: 'Nothing was written.',
    next: 'Restore it without --as finder.',
  });
}

async function udidOf(repository: Repository, snapshotId: string): Promise<string | undefined> {
  const info = readPlist(await phoneStoreFile(repository, snapshotId, 'Info.plist'));
  const udid = (info as Record<string, unknown>)['Target Identifier'];
  return typeof udid === 'string' && UDID.test(udid) ? udid : undefined;
}
