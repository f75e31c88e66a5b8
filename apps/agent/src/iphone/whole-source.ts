import type { PushSource } from '@holdfast/contracts';
import { SourceError } from '@holdfast/contracts/sources';
import type { PhoneSession, WholeBackupOptions, WholePhone } from '@holdfast/phones';
import { readPasswordFile } from '../standalone/secret-files.js';
import type { PasswordTalk } from './password-talk.js';

/** How a whole iPhone is read. */
export interface WholeReading extends Omit<WholeBackupOptions, 'password'> {
  /** File with the password of the iPhone's own backups. */
  readonly passwordFile: string | undefined;
  /** Whether backups should be sealed, as a policy says it. */
  readonly sealing: 'required' | 'preferred' | 'off';
  /** Whether the last snapshot holds what opens a sealed backup. */
  readonly isKnown: () => Promise<boolean>;
  /** Its person, where they are there to be asked. */
  readonly talk?: PasswordTalk;
}

/** The backup that an iPhone drives itself. @throws SourceError `os-not-supported`, Fault `usage` */
export async function wholeSource(
  { whole }: PhoneSession,
  reading: WholeReading,
  signal: AbortSignal,
): Promise<PushSource> {
  if (!whole)
    throw new SourceError('os-not-supported', 'This phone hands out no backup of itself as a whole.');
  const password = await passwordFor(whole, reading, signal);
  const { passwordFile: _file, sealing: _sealing, isKnown: _known, talk: _talk, ...options } = reading;
  return whole.source({ ...options, ...(password === undefined ? {} : { password }) });
}

/** A password that somebody set is recognised; where the policy wants one and the person agrees, one is set. */
async function passwordFor(
  whole: WholePhone,
  { passwordFile, sealing, isKnown, talk }: WholeReading,
  signal: AbortSignal,
): Promise<string | undefined> {
  const given = passwordFile && Buffer.from(await readPasswordFile(passwordFile)).toString('utf8');
  if (given !== undefined || !talk) return given;
  if (await whole.isEncrypted()) return (await isKnown()) ? undefined : talk.known();
  if (sealing === 'off') return undefined;
  const fresh = await talk.fresh(sealing === 'required');
  if (fresh !== undefined) await whole.changePassword({ to: fresh }, signal);
  return fresh;
}
