/**
 * Records of the sync service (AOSP `file_sync_protocol.h`; layouts tried against adb 29.0.6, 2026-11-22).
 * v1 records hold 32-bit sizes and times, v2 records 64-bit ones and an errno.
 */
export const SYNC_HEADER_BYTES = 8;
export const STAT_V1_BYTES = 12;
export const STAT_V2_BYTES = 68;
/** The sync service refuses longer paths and ends the session (AOSP `file_sync_service.cpp`). */
export const SYNC_MAX_PATH = 1024;
export const SYNC_MAX_DATA = 64 * 1024;

/** What a phone says of one path; 64-bit fields are 0 where only v1 is spoken. */
export interface FileStat {
  /** Linux errno of the phone's (l)stat, 0 when it worked. */
  readonly error: number;
  readonly dev: bigint;
  readonly ino: bigint;
  /** Type and permission bits, `S_IFMT` included. 0 when there is nothing there. */
  readonly mode: number;
  readonly nlink: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes. */
  readonly size: bigint;
  /** Seconds since 1970, signed. */
  readonly atime: bigint;
  readonly mtime: bigint;
  readonly ctime: bigint;
}

export const S_IFMT = 0o170000;
export const S_IFDIR = 0o040000;
export const S_IFREG = 0o100000;
export const S_IFLNK = 0o120000;

/** `id[4] u32 length`, the head of every request and of most answers. */
export function encodeSyncHeader(id: string, length: number): Buffer {
  const header = Buffer.alloc(SYNC_HEADER_BYTES);
  header.write(id, 0, 4, 'latin1');
  header.writeUInt32LE(length, 4);
  return header;
}

/** A request for a path: header and the path's bytes. */
export function encodeSyncRequest(id: string, path: Uint8Array): Buffer {
  return Buffer.concat([encodeSyncHeader(id, path.length), path]);
}

/** Flags of RCV2 (AOSP `file_sync_protocol.h`); 2 is LZ4. */
export const RECEIVE_FLAGS = { brotli: 1, zstd: 4 } as const;

/** The second half of an RCV2 request: `id u32 flags`. */
export function encodeReceiveSetup(flags: number): Buffer {
  return encodeSyncHeader('RCV2', flags);
}

/** `mode size mtime`, each 32 bits: sizes and times beyond are cut, as adbd does. */
export function encodeStatV1(stat: FileStat): Buffer {
  const bytes = Buffer.alloc(STAT_V1_BYTES);
  bytes.writeUInt32LE(stat.mode, 0);
  bytes.writeUInt32LE(Number(BigInt.asUintN(32, stat.size)), 4);
  bytes.writeUInt32LE(Number(BigInt.asUintN(32, stat.mtime)), 8);
  return bytes;
}

export function decodeStatV1(bytes: Uint8Array): FileStat {
  const view = new DataView(bytes.buffer, bytes.byteOffset, STAT_V1_BYTES);
  return {
    ...NOTHING,
    mode: view.getUint32(0, true),
    size: BigInt(view.getUint32(4, true)),
    mtime: BigInt(view.getUint32(8, true)),
  };
}

/** `error dev ino mode nlink uid gid size atime mtime ctime`, 68 bytes after the id. */
export function encodeStatV2(stat: FileStat): Buffer {
  const bytes = Buffer.alloc(STAT_V2_BYTES);
  bytes.writeUInt32LE(stat.error, 0);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, stat.dev), 4);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, stat.ino), 12);
  bytes.writeUInt32LE(stat.mode, 20);
  bytes.writeUInt32LE(stat.nlink, 24);
  bytes.writeUInt32LE(stat.uid, 28);
  bytes.writeUInt32LE(stat.gid, 32);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, stat.size), 36);
  bytes.writeBigInt64LE(BigInt.asIntN(64, stat.atime), 44);
  bytes.writeBigInt64LE(BigInt.asIntN(64, stat.mtime), 52);
  bytes.writeBigInt64LE(BigInt.asIntN(64, stat.ctime), 60);
  return bytes;
}

export function decodeStatV2(bytes: Uint8Array): FileStat {
  const view = new DataView(bytes.buffer, bytes.byteOffset, STAT_V2_BYTES);
  return {
    error: view.getUint32(0, true),
    dev: view.getBigUint64(4, true),
    ino: view.getBigUint64(12, true),
    mode: view.getUint32(20, true),
    nlink: view.getUint32(24, true),
    uid: view.getUint32(28, true),
    gid: view.getUint32(32, true),
    size: view.getBigUint64(36, true),
    atime: view.getBigInt64(44, true),
    mtime: view.getBigInt64(52, true),
    ctime: view.getBigInt64(60, true),
  };
}

/** The stat of nothing: what v1 sends for a path that is not there. */
export const NOTHING: FileStat = {
  error: 0,
  dev: 0n,
  ino: 0n,
  mode: 0,
  nlink: 0,
  uid: 0,
  gid: 0,
  size: 0n,
  atime: 0n,
  mtime: 0n,
  ctime: 0n,
};
