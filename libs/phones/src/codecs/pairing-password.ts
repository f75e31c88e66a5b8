import type { TLSSocket } from 'node:tls';

/** AOSP `tls_connection.cpp` counts the NUL that ends the label in C. */
export const PAIRING_LABEL = 'adb-label\0';
export const PAIRING_MATERIAL_BYTES = 64;

/**
 * The SPAKE2 password of one pairing: the code's digits, then keying material of the TLS connection (RFC 8446 §7.5,
 * where no context and an empty one are the same), by which somebody in the middle can make nothing of what passes.
 */
export function pairingPassword(code: string, connection: TLSSocket): Buffer {
  const material = connection.exportKeyingMaterial(PAIRING_MATERIAL_BYTES, PAIRING_LABEL, Buffer.alloc(0));
  return Buffer.concat([Buffer.from(code, 'ascii'), material]);
}
