/** The second door of `phones`: what both ends of the wire must agree on, for `phone-simulator`. */
export * from './codecs/packet.js';
export * from './codecs/banner.js';
export * from './codecs/shell-packet.js';
export * from './codecs/sync-record.js';
export * from './codecs/adb-public-key.js';
export * from './codecs/adb-signature.js';
export * from './codecs/adb-tls.js';
export * from './codecs/spake2.js';
export * from './codecs/pairing-seal.js';
export * from './codecs/pairing-packet.js';
export * from './codecs/pairing-password.js';
export * from './codecs/byte-reader.js';
