import { realpath, stat } from 'node:fs/promises';
import type { Category, PullSource, PushSource } from '@holdfast/contracts';
import { openFolderSource, openPhone } from '@holdfast/phones';
import type { PhonesOptions } from '@holdfast/phones';
import { Fault } from '../faults/fault.js';
import { readingFor } from '../iphone/iphone-reading.js';
import type { WholeReading } from '../iphone/whole-source.js';
import { wholeSource } from '../iphone/whole-source.js';
import type { SourceAddress } from './source-address.js';

/** A source ready to be read, with the names under which a standalone repository keeps it. */
export interface OpenedSource {
  readonly source: PullSource | PushSource;
  /** Stable: history continues under it whichever cable or address the phone comes by. */
  readonly phone: string;
  readonly sourceName: string;
  /** See `PhoneSession`. */
  confirmIdentity(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a phone that `--source` names. @throws SourceError of the phones library, Fault `usage` */
export async function openPhoneSource(
  address: Exclude<SourceAddress, { kind: 'folder' }>,
  options: PhonesOptions,
  categories: readonly Category[] | undefined,
  whole: WholeReading,
  signal: AbortSignal,
): Promise<OpenedSource> {
  const isWhole = address.kind === 'ios' && readingFor(categories) === 'whole';
  const session = await openPhone({ platform: address.kind, address: address.address }, options, signal);
  try {
    const name = `${address.kind}:${session.identity.serial}`;
    const source = isWhole ? await wholeSource(session, whole, signal) : session.source;
    const close = async (): Promise<void> => {
      await source.close();
      await session.close();
    };
    return { source, phone: name, sourceName: name, confirmIdentity: () => session.confirmIdentity(), close };
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** Opens the folder that `--source` names. @throws Fault `phone-unreachable` */
export async function openFolder(folder: string): Promise<OpenedSource & { readonly source: PullSource }> {
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
