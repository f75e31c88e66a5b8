/** The second door of `phones`: what both ends of the wire must agree on, for `phone-simulator`. */
export * from './codecs/packet.js';
export * from './codecs/banner.js';
export * from './codecs/shell-packet.js';
export * from './codecs/sync-record.js';
export * from './codecs/adb-public-key.js';
export * from './codecs/adb-signature.js';
export * from './codecs/byte-reader.js';
