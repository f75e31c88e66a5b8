/** Commands of the adb wire protocol (AOSP `protocol.txt`), as little-endian ASCII words. */
export const COMMAND = {
  CNXN: 0x4e584e43,
  AUTH: 0x48545541,
  STLS: 0x534c5453,
  OPEN: 0x4e45504f,
  OKAY: 0x59414b4f,
  CLSE: 0x45534c43,
  WRTE: 0x45545257,
} as const;

/** Kinds of an AUTH packet (its arg0). */
export const AUTH = { TOKEN: 1, SIGNATURE: 2, PUBLIC_KEY: 3 } as const;

/** Since this version packets carry no checksum; older phones still want one. */
export const VERSION_NO_CHECKSUM = 0x01000001;
export const VERSION_CHECKSUM = 0x01000000;
/** What an STLS packet carries as its version (AOSP `adb.h`). */
export const VERSION_STLS = 0x01000000;
/** Largest payload we offer and accept, bytes: what adb has used since Android 9. */
export const MAX_PAYLOAD = 1024 * 1024;
/** Largest payload before CNXN has agreed on more. */
export const MAX_PAYLOAD_V1 = 4096;
export const PACKET_HEADER_BYTES = 24;

/** One packet of the adb wire protocol. */
export interface Packet {
  readonly command: number;
  readonly arg0: number;
  readonly arg1: number;
  readonly payload: Uint8Array;
}

/** What the 24 bytes before a payload say. */
export interface PacketHeader {
  readonly command: number;
  readonly arg0: number;
  readonly arg1: number;
  readonly length: number;
  readonly checksum: number;
}

/** The peer does not speak adb, or no longer does: the connection cannot be used any more. */
export class BadPacket extends Error {
  override readonly name = 'BadPacket';
}

/** Sum of all payload bytes, modulo 2^32: the "crc32" field that is none. */
export function packetChecksum(payload: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < payload.length; at += 1) sum = (sum + (payload[at] ?? 0)) >>> 0;
  return sum;
}

/** `cmd arg0 arg1 length checksum magic`, 24 bytes little-endian. `withChecksum` for peers before 0x01000001. */
export function encodePacketHeader(packet: Packet, withChecksum: boolean): Buffer {
  const header = Buffer.alloc(PACKET_HEADER_BYTES);
  header.writeUInt32LE(packet.command, 0);
  header.writeUInt32LE(packet.arg0 >>> 0, 4);
  header.writeUInt32LE(packet.arg1 >>> 0, 8);
  header.writeUInt32LE(packet.payload.length, 12);
  header.writeUInt32LE(withChecksum ? packetChecksum(packet.payload) : 0, 16);
  header.writeUInt32LE((packet.command ^ 0xffffffff) >>> 0, 20);
  return header;
}

/**
 * Reads a packet header; throws `BadPacket` when the magic is wrong or the payload would exceed `maxPayload`,
 * before anything is allocated for it.
 */
export function decodePacketHeader(bytes: Uint8Array, maxPayload: number): PacketHeader {
  if (bytes.length !== PACKET_HEADER_BYTES) throw new BadPacket('a packet header is 24 bytes');
  const header = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const command = header.readUInt32LE(0);
  if (header.readUInt32LE(20) !== (command ^ 0xffffffff) >>> 0) throw new BadPacket('not an adb packet');
  const length = header.readUInt32LE(12);
  if (length > maxPayload)
    throw new BadPacket(`a packet announces ${length} bytes, agreed were ${maxPayload}`);
  return {
    command,
    arg0: header.readUInt32LE(4),
    arg1: header.readUInt32LE(8),
    length,
    checksum: header.readUInt32LE(16),
  };
}
