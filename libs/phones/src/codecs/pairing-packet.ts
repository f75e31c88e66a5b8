import { BadPairingMessage } from './spake2.js';

/** Kinds of a pairing packet (AOSP `pairing_connection.cpp`). */
export const PAIRING = { SPAKE2: 0, PEER_INFO: 1 } as const;
export const PAIRING_HEADER_BYTES = 6;
export const PEER_INFO_BYTES = 8192;
/** Longest payload that adb takes, bytes. */
export const PAIRING_MAX_PAYLOAD = 2 * PEER_INFO_BYTES;
/** Kinds of peer info: the computer's public key as `encodeAdbPublicKey` writes it, the phone's name for itself. */
export const PEER_INFO = { RSA_PUBLIC_KEY: 0, DEVICE_GUID: 1 } as const;
const VERSION = 1;

/** `u8 version=1 ‖ u8 type ‖ u32 length`, big-endian, then the payload. */
export function encodePairingPacket(type: number, payload: Uint8Array): Buffer {
  const header = Buffer.alloc(PAIRING_HEADER_BYTES);
  header.writeUInt8(VERSION, 0);
  header.writeUInt8(type, 1);
  header.writeUInt32BE(payload.length, 2);
  return Buffer.concat([header, payload]);
}

/** Length of the payload, 1 to 16,384 bytes. Throws `BadPairingMessage` for another version, type or length. */
export function decodePairingHeader(header: Uint8Array, type: number): number {
  const bytes = Buffer.from(header);
  if (bytes.length !== PAIRING_HEADER_BYTES) throw new BadPairingMessage('a pairing header is 6 bytes');
  if (bytes.readUInt8(0) !== VERSION) throw new BadPairingMessage('another version of pairing');
  if (bytes.readUInt8(1) !== type) throw new BadPairingMessage('a packet out of turn');
  const length = bytes.readUInt32BE(2);
  if (length < 1 || length > PAIRING_MAX_PAYLOAD) throw new BadPairingMessage(`a packet of ${length} bytes`);
  return length;
}

/** `u8 type ‖ data`, filled up with zeros to 8,192 bytes. Throws `RangeError` when the data and its NUL do not fit. */
export function encodePeerInfo(type: number, data: Uint8Array): Buffer {
  if (data.length > PEER_INFO_BYTES - 2) throw new RangeError('peer info is at most 8,190 bytes');
  const info = Buffer.alloc(PEER_INFO_BYTES);
  info.writeUInt8(type, 0);
  info.set(data, 1);
  return info;
}

/** The data up to its first NUL. Throws `BadPairingMessage` for another length or type. */
export function decodePeerInfo(info: Uint8Array, type: number): Buffer {
  if (info.length !== PEER_INFO_BYTES) throw new BadPairingMessage('peer info of another length');
  if (info[0] !== type) throw new BadPairingMessage('another kind of peer info');
  const data = Buffer.from(info).subarray(1);
  const end = data.indexOf(0);
  return end < 0 ? data : data.subarray(0, end);
}
