import { setImmediate as breathe } from 'node:timers/promises';
import { MANIFEST_FLAGS, fileId, readMbFile, type MbFile } from '@holdfast/phones/codecs';
import type { DomainEntry } from '../../domains/domains.js';
import type { IosPhoneState } from '../../phone-state.js';
import type { BackupFaults } from '../backup-faults.js';
import { newKey, unwrapForClass, wrapForClass, type ClassKeys } from '../crypto/class-keys.js';
import { kindOf, protectionClassOf, recordOf } from '../manifest/file-record.js';
import { writeRecord } from '../manifest/record-template.js';
import { type ManifestDatabase } from '../manifest/manifest-database.js';
import type { PreviousManifest } from '../manifest/previous-manifest.js';
import type { SendPlan } from '../manifest/send-plan.js';

/** What a phone looks at to find out what it has to send. */
export interface Scan {
  readonly phone: IosPhoneState;
  readonly faults: BackupFaults;
  /** Where backups are sealed. */
  readonly classKeys: ClassKeys | undefined;
  readonly previous: PreviousManifest | undefined;
  readonly manifest: ManifestDatabase;
  readonly plan: SendPlan;
}

/** Other programs of the phone have their turn after so many entries. */
const TURN = 2_000;

/** Lists all that the phone holds into its new manifest, and into a plan what of it the last backup has not. */
export async function scanPhone(scan: Scan): Promise<void> {
  let count = 0;
  for await (const entry of scan.phone.domains.entries()) {
    look(scan, entry);
    count += 1;
    if (count % TURN === 0) await breathe();
  }
}

function look(scan: Scan, entry: DomainEntry): void {
  const { classKeys, previous, manifest, plan, faults } = scan;
  const kind = kindOf(entry);
  if (kind === undefined) return;
  const { domain, path } = entry;
  const lie = faults.sizes?.[`${domain}/${path}`];
  const told = lie === undefined ? entry : { ...entry, size: lie };
  if (kind !== MANIFEST_FLAGS.file) {
    manifest.add(domain, kind, writeRecord(recordOf(told, undefined)), path);
    return;
  }
  const known = previous?.blob(fileId(domain, path));
  const before = known === undefined || classKeys === undefined ? undefined : keyIn(known, classKeys);
  const kept = writeRecord(recordOf(told, before?.wrapped));
  if (known !== undefined && Buffer.from(known).equals(kept)) {
    manifest.add(domain, kind, kept, path);
    return;
  }
  const key =
    classKeys === undefined
      ? undefined
      : before !== undefined && faults.newFileKeys !== true
        ? before.key
        : newKey();
  const wrapped =
    key === undefined || classKeys === undefined
      ? undefined
      : wrapForClass(classKeys, protectionClassOf(domain), key);
  const id = manifest.add(domain, kind, writeRecord(recordOf(told, wrapped)), path);
  if (id !== undefined) plan.add(id, domain, path, told.size, key);
}

/** The key that a file was sealed with before. */
function keyIn(blob: Uint8Array, classKeys: ClassKeys): { wrapped: Uint8Array; key: Uint8Array } | undefined {
  let record: MbFile;
  try {
    record = readMbFile(blob);
  } catch {
    return undefined;
  }
  const wrapped = record.encryptionKey;
  const key = wrapped === undefined ? undefined : unwrapForClass(classKeys, wrapped);
  return wrapped === undefined || key === undefined ? undefined : { wrapped, key };
}
