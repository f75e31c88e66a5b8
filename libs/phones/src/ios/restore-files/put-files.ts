import { SourceError } from '@holdfast/contracts/sources';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FilesToPut, PutFilesOptions, PutFilesResult } from '../../whole-phone.js';
import { willEncrypt } from '../backup/ask/will-encrypt.js';
import type { BackupDevice } from '../backup/device/backup-device.js';
import { infoPlist } from '../backup/device/info-plist.js';
import { garbled, stopped } from '../backup/link/link-faults.js';
import { restorePhone } from '../backup/restore/restore-phone.js';
import { INFO, MANIFEST, STATUS } from '../backup/store/kept-names.js';
import { cameraExtension, folderNumber } from './camera-names.js';
import { MadeBackup } from './made-backup.js';
import { MadeManifest } from './made-manifest.js';
import { madeManifestPlist, madeStatus } from './made-plists.js';
import { namesOf, placeFiles, type CameraState, type Placed } from './place-files.js';
import { PutPlan, type Planned } from './put-plan.js';

const SECOND_NS = 1_000_000_000n;
/** The phone asks for its passcode each time. */
const MOST_ATTEMPTS = 3;
/** Ten times what the fullest phones hold. */
const MOST_PICTURES = 10_000_000;

/**
 * Puts files on an iPhone that were never its own: as a small backup which holds nothing else, and from which the phone
 * restores itself, keeping all that it has (`RemoveItemsNotRestored` false). Errors as `WholePhone.putFiles`.
 */
export async function putFiles(
  device: BackupDevice,
  wanted: FilesToPut,
  options: PutFilesOptions,
  signal?: AbortSignal,
): Promise<PutFilesResult> {
  if (await willEncrypt(device)) throw sealsItself();
  const file = join(options.scratch, 'plan.db');
  const plan = new PutPlan(file);
  try {
    const camera = await lookAtCamera(device, plan, signal);
    await planAll(wanted, plan, signal);
    plan.skipStanding();
    const failed: PutFilesResult['failed'][number][] = [];
    const refuse = ({ path }: Planned, reason: string): void =>
      void failed.push({ path: namesOf(path), reason });
    const put = new Putting(device, wanted, plan, camera, refuse);
    const { cameraFolders } = await put.run(options, failed, signal);
    const given = plan.count('given');
    return {
      ...given,
      inFiles: plan.count('given', false).files,
      skipped: plan.count('skipped').files,
      cameraFolders,
      failed,
    };
  } finally {
    plan.close();
    await rm(file, { force: true });
  }
}

/** Notes down what the phone's camera folder holds already. */
async function lookAtCamera(device: BackupDevice, plan: PutPlan, signal?: AbortSignal): Promise<CameraState> {
  const used = new Set<number>();
  let count = 0;
  for await (const one of device.cameraFiles()) {
    if (signal?.aborted === true) throw stopped();
    count += 1;
    if (count > MOST_PICTURES) throw garbled('more pictures than a phone has');
    if (one.folder !== undefined) used.add(folderNumber(one.folder) ?? 0);
    const extension = one.file && cameraExtension(one.file.name);
    if (one.file && extension) plan.stands(one.file.size, floorSeconds(one.file.mtimeNs), extension);
  }
  return { isThere: count > 0, used };
}

async function planAll(wanted: FilesToPut, plan: PutPlan, signal?: AbortSignal): Promise<void> {
  for await (const { path, at = path, size, mtimeNs, to } of wanted.files) {
    if (signal?.aborted === true) throw stopped();
    const extension = to === 'camera' ? cameraExtension(path.at(-1) ?? Buffer.of()) : undefined;
    const seconds = floorSeconds(mtimeNs);
    plan.plan({ path: joined(path), at: joined(at), size, seconds, extension });
  }
}

/** The restores that it takes: one, and another without those files that could not be read for the first. */
class Putting {
  private readonly now = new Date();

  constructor(
    private readonly device: BackupDevice,
    private readonly wanted: FilesToPut,
    private readonly plan: PutPlan,
    private readonly camera: CameraState,
    private readonly refuse: (file: Planned, reason: string) => void,
  ) {}

  async run(options: PutFilesOptions, failed: readonly unknown[], signal?: AbortSignal): Promise<Placed> {
    const manifest = join(options.scratch, 'Manifest.db');
    for (let attempt = 1; ; attempt += 1) {
      try {
        const placed = this.place(manifest);
        if (placed.files === 0) return placed;
        const before = failed.length;
        const error = await this.restore(manifest, options, signal);
        if (error === undefined) return placed;
        // What the phone was not given for want of its bytes is left out the next time.
        const isOurs = error instanceof SourceError && error.causeClass === 'unreadable';
        if (!isOurs || failed.length === before || attempt === MOST_ATTEMPTS) throw error;
      } finally {
        await rm(manifest, { force: true });
      }
    }
  }

  private place(manifest: string): Placed {
    const made = new MadeManifest(manifest, BigInt(Math.floor(this.now.getTime() / 1000)));
    try {
      return placeFiles(this.plan, made, { camera: this.camera, folder: this.wanted.folder }, this.refuse);
    } finally {
      made.finish();
    }
  }

  /** Gives the error with which it ended. */
  private async restore(manifest: string, options: PutFilesOptions, signal?: AbortSignal): Promise<unknown> {
    const { device, plan, wanted, now, refuse } = this;
    const media = await device.openMedia();
    const info = await infoPlist(device, media, now).finally(() => media.close());
    const plists = new Map([
      [STATUS, madeStatus(now)],
      [MANIFEST, await madeManifestPlist(device, now)],
      [INFO, info],
    ]);
    const read = ({ path }: Planned): AsyncIterable<Uint8Array> => wanted.read(namesOf(path));
    const backup = new MadeBackup({ plan, manifest, plists, read, refuse });
    try {
      // Its own apps stay as they are.
      await restorePhone(device, backup, { ...options, queuesApps: false }, signal);
      return undefined;
    } catch (error) {
      return error ?? new Error('the restore failed');
    }
  }
}

const floorSeconds = (ns: bigint): bigint => (ns - (((ns % SECOND_NS) + SECOND_NS) % SECOND_NS)) / SECOND_NS;

const joined = (path: readonly Uint8Array[]): Buffer =>
  Buffer.concat(path.flatMap((name, index) => (index === 0 ? [name] : [Buffer.from('/'), name])));

/**
 * A restore leaves the phone with the password that was given for it, and so without any (read in iOS' own MobileBackup,
 * where a managed phone that has to seal its backups refuses with `MBErrorDomain` 1 for the same reason).
 */
function sealsItself(): SourceError {
  return new SourceError(
    'unsupported',
    'This iPhone seals its backups with a password, and taking files in this way would switch that off. Nothing was put on it. ' +
      'Take the password away first, put the files on it, and set one again.',
  );
}
