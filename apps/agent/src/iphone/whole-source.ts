import type { PushSource } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneSession, WholeBackupOptions } from '@holdfast/phones';
import { readPasswordFile } from '../standalone/secret-files.js';

/** How a whole iPhone is read. */
export interface WholeReading extends Omit<WholeBackupOptions, 'password'> {
  /** File with the password of the iPhone's own backups. */
  readonly passwordFile: string | undefined;
}

/** The backup that an iPhone drives itself. @throws SourceError `os-not-supported`, Fault `usage` */
export async function wholeSource(
  { whole }: PhoneSession,
  { passwordFile, ...options }: WholeReading,
): Promise<PushSource> {
  if (!whole)
    throw new SourceError('os-not-supported', 'This phone hands out no backup of itself as a whole.');
  if (passwordFile === undefined) return whole.source(options);
  const password = Buffer.from(await readPasswordFile(passwordFile)).toString('utf8');
  return whole.source({ ...options, password });
}
