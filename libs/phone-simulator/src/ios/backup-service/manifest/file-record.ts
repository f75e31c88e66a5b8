import { MANIFEST_FLAGS, type MbFile } from '@holdfast/phones/codecs';
import type { DomainEntry } from '../../domains/domains.js';

/** The person's own user and group. */
const MOBILE = 501;
const SECOND_NS = 1_000_000_000n;
/** Complete: only while the phone is unlocked. Else from its first unlocking on, or always. */
const CLASS = { complete: 1, firstUnlock: 3, none: 4 };

/** Of `Files.flags`; `undefined`: no backup has it. */
export function kindOf({ kind }: DomainEntry): number | undefined {
  return kind === 'socket' ? undefined : MANIFEST_FLAGS[kind];
}

export function protectionClassOf(domain: string): number {
  if (domain === 'HealthDomain') return CLASS.complete;
  return /^(?:Root|Wireless|System|Install|ManagedPreferences)/.test(domain) ? CLASS.none : CLASS.firstUnlock;
}

/**
 * What Manifest.db says of something on the phone. Times are whole seconds there; APFS gives what is saved anew another inode,
 * so that a change within one second is seen by it: the inode here follows from the parts of a second too.
 */
export function recordOf(entry: DomainEntry, encryptionKey: Uint8Array | undefined): MbFile {
  const isFile = entry.kind === 'file';
  return {
    relativePath: entry.path,
    size: isFile ? entry.size : 0n,
    mode: entry.mode,
    lastModified: entry.mtimeNs / SECOND_NS,
    birth: entry.birthtimeNs / SECOND_NS,
    inode: BigInt.asUintN(53, (BigInt(entry.inode) << 10n) ^ ((entry.mtimeNs % SECOND_NS) << 7n)),
    userId: MOBILE,
    groupId: MOBILE,
    protectionClass: isFile ? protectionClassOf(entry.domain) : 0,
    flags: 0,
    ...(entry.linkTarget === undefined ? {} : { target: entry.linkTarget }),
    ...(isFile && encryptionKey !== undefined ? { encryptionKey } : {}),
  };
}
