import type { ByteReader } from '../format/byte-reader.js';
import { ByteWriter } from '../format/byte-writer.js';

/** What a phone that drives its own backup calls a file that is shown elsewhere, and how its bytes are opened. */
export interface PushedName {
  /** The phone's own path for it, slash-separated: what the next increment, an export and a restore ask for. */
  readonly origin: Buffer;
  readonly seal?: PhoneSeal | undefined;
}

/** The phone sealed the bytes itself. */
export interface PhoneSeal {
  /** What opens them beside the snapshot's secrets; only the source that wrote it reads it. */
  readonly opening: Buffer;
  /** Bytes once opened. */
  readonly openedSize: bigint;
}

export const MOST_ORIGIN_BYTES = 4096;
export const MOST_OPENING_BYTES = 255;

/** `origin u16 + bytes ‖ opening u8 + bytes ‖ opened size u64`; no opening: nothing is sealed. */
export function encodePushedName({ origin, seal }: PushedName): Buffer {
  return new ByteWriter(64)
    .u16(origin.length)
    .raw(origin)
    .u8(seal?.opening.length ?? 0)
    .raw(seal?.opening ?? Buffer.alloc(0))
    .u64(seal?.openedSize ?? 0n)
    .toBuffer();
}

/** @throws StorageError `object-altered` */
export function readPushedName(reader: ByteReader): PushedName {
  const origin = Buffer.from(reader.raw(reader.u16()));
  const opening = Buffer.from(reader.raw(reader.u8()));
  const openedSize = reader.u64();
  return opening.length === 0 ? { origin } : { origin, seal: { opening, openedSize } };
}
