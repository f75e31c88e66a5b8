import { arrayOf, bytesOf, dictOf, integerOf, textOf } from '../plist/plist-fields.js';
import { PlistError } from '../plist/plist-error.js';
import { PlistUid, type PlistDict, type PlistValue } from '../plist/plist-value.js';
import { readPlist } from '../plist/read-plist.js';
import { writeBinaryPlist } from '../plist/write-binary-plist.js';

/** What a backup's database says of one file (`Files.file`: an `MBFile` that NSKeyedArchiver wrote). */
export interface MbFile {
  readonly relativePath: string;
  /** Bytes once opened. */
  readonly size: bigint;
  /** Type and permission bits, as `stat` gives them. */
  readonly mode: number;
  /** Seconds since 1970. */
  readonly lastModified: bigint;
  readonly birth: bigint;
  readonly inode: bigint;
  readonly userId: number;
  readonly groupId: number;
  readonly protectionClass: number;
  readonly flags: number;
  /** `class u32 ‖ wrapped key(40)`, where the backup is sealed. */
  readonly encryptionKey?: Uint8Array;
  /** Of a symbolic link. */
  readonly target?: string;
}

const MOST_VALUES = 2_000;
const MOST_DEEP = 16;

/** Numbers are as the archive says them, which may be none that a file has. @throws PlistError for what is no such archive */
export function readMbFile(bytes: Uint8Array): MbFile {
  const archive = dictOf(readPlist(bytes, { values: MOST_VALUES, depth: MOST_DEEP }));
  const objects = arrayOf(archive?.['$objects']);
  const top = dictOf(archive?.['$top'])?.['root'];
  const root = objects && dictOf(resolved(objects, top));
  if (!objects || !root) throw new PlistError('The archive holds no file.');
  const whole = (name: string): bigint => integerOf(resolved(objects, root[name])) ?? 0n;
  const small = (name: string): number => Number(BigInt.asUintN(32, whole(name)));
  const encryptionKey = dataOf(resolved(objects, root['EncryptionKey']));
  const target = textOf(resolved(objects, root['Target']));
  return {
    relativePath: textOf(resolved(objects, root['RelativePath'])) ?? '',
    size: whole('Size'),
    mode: small('Mode'),
    lastModified: whole('LastModified'),
    birth: whole('Birth'),
    inode: whole('InodeNumber'),
    userId: small('UserID'),
    groupId: small('GroupID'),
    protectionClass: small('ProtectionClass'),
    flags: small('Flags'),
    ...(encryptionKey ? { encryptionKey } : {}),
    ...(target === undefined || target === '$null' ? {} : { target }),
  };
}

/** As the phone writes it: `$objects` begins with `$null`, and everything of its own is referred to. */
export function writeMbFile(file: MbFile): Uint8Array {
  const objects: PlistValue[] = ['$null'];
  const add = (value: PlistValue): PlistUid => new PlistUid(objects.push(value) - 1);
  const root: Record<string, PlistValue> = {};
  const top = add(root);
  const { relativePath, encryptionKey, target } = file;
  Object.assign(root, {
    RelativePath: add(relativePath),
    Size: file.size,
    Mode: file.mode,
    LastModified: file.lastModified,
    Birth: file.birth,
    LastStatusChange: file.lastModified,
    InodeNumber: file.inode,
    UserID: file.userId,
    GroupID: file.groupId,
    ProtectionClass: file.protectionClass,
    Flags: file.flags,
  });
  if (target !== undefined) root['Target'] = add(target);
  if (encryptionKey) {
    const data: Record<string, PlistValue> = { 'NS.data': encryptionKey };
    root['EncryptionKey'] = add(data);
    data['$class'] = add({ $classes: ['NSMutableData', 'NSData', 'NSObject'], $classname: 'NSMutableData' });
  }
  root['$class'] = add({ $classes: ['MBFile', 'NSObject'], $classname: 'MBFile' });
  const archive: PlistDict = {
    $version: 100_000,
    $archiver: 'NSKeyedArchiver',
    $top: { root: top },
    $objects: objects,
  };
  return writeBinaryPlist(archive);
}

/** A value, or what it refers to: one step, since files hold no chains. */
function resolved(objects: readonly PlistValue[], value: PlistValue | undefined): PlistValue | undefined {
  return value instanceof PlistUid ? objects[value.index] : value;
}

function dataOf(value: PlistValue | undefined): Uint8Array | undefined {
  return bytesOf(value) ?? bytesOf(dictOf(value)?.['NS.data']);
}
