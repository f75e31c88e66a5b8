import { realpath, stat } from 'node:fs/promises';
import type { PullSource } from '@holdfast/contracts';
import { openFolderSource, openPhone } from '@holdfast/phones';
import type { PhonesOptions } from '@holdfast/phones';
import { Fault } from '../faults/fault.js';
import type { SourceAddress } from './source-address.js';

/** A source ready to be read, with the names under which a standalone repository keeps it. */
export interface OpenedSource {
  readonly source: PullSource;
  /** Stable: history continues under it whichever cable or address the phone comes by. */
  readonly phone: string;
  readonly sourceName: string;
  /** See `PhoneSession`. */
  confirmIdentity(): Promise<void>;
  close(): Promise<void>;
}

/** Opens what `--source` names. @throws Fault `phone-unreachable`, SourceError of the phones library */
export async function openSource(
  address: SourceAddress,
  options: PhonesOptions,
  signal: AbortSignal,
): Promise<OpenedSource> {
  if (address.kind === 'folder') return openFolder(address.folder);
  const session = await openPhone(address.address, options, signal);
  return {
    source: session.source,
    phone: `android:${session.identity.serial}`,
    sourceName: `android:${session.identity.serial}`,
    confirmIdentity: () => session.confirmIdentity(),
    close: () => session.close(),
  };
}

async function openFolder(folder: string): Promise<OpenedSource> {
  const root = await folderOrFault(folder);
  const session = await openFolderSource(root);
  const name = `folder:${root}`;
  return {
    source: session.source,
    phone: name,
    sourceName: name,
    confirmIdentity: () => session.confirmIdentity(),
    close: () => session.close(),
  };
}

async function folderOrFault(folder: string): Promise<string> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => error);
  const problem =
    found instanceof Error ? found.code : found.isDirectory() ? undefined : 'it is not a folder';
  if (problem === undefined) return realpath(folder);
  throw new Fault('phone-unreachable', {
    what: `The folder ${folder} cannot be read (${problem}).`,
    holds: 'Nothing was backed up; snapshots made before are whole.',
    next: 'Check the path, and that the card or phone is mounted.',
  });
}
