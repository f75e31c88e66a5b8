import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ByteReader, EndOfBytes } from '../byte-reader.js';
import { PlistError } from '../plist/plist-error.js';
import { AFC, AFC_HEADER_BYTES, encodeAfcRequest, encodeAfcWrite, parseAfcHeader } from './afc-packet.js';
import { encodeMuxMessage, muxPort, readMuxMessage } from './mux-message.js';
import { NoMessage } from './no-message.js';
import { encodeBinaryMessage, encodePlistMessage, readPlistMessage } from './plist-message.js';

const LONGEST = 64 * 1024;

/** Bytes in pieces of any sizes. */
function reading(bytes: Uint8Array, sizes: readonly number[]): ByteReader {
  let [at, piece] = [0, 0];
  return new ByteReader(() => {
    if (at >= bytes.length) return Promise.resolve(undefined);
    const size = sizes.length === 0 ? bytes.length : sizes[piece++ % sizes.length]!;
    return Promise.resolve(bytes.subarray(at, (at += size)));
  });
}
const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 8 });
const text = fc.string({
  unit: fc.integer({ min: 0x20, max: 0xd7ff }).map((code) => String.fromCharCode(code)),
});
const key = fc.string({ minLength: 1 }).filter((name) => /^[A-Za-z0-9]+$/.test(name));
const dict = fc.dictionary(key, fc.oneof(text, fc.boolean(), fc.integer({ min: 0 })), {
  noNullPrototype: true,
});
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });

/** What may be thrown for bytes of a hostile other side. */
async function refused(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isCoded = [NoMessage, PlistError, EndOfBytes].some((kind) => error instanceof kind);
    if (!isCoded) throw error;
  }
}

describe('messages of an iPhone’s wire', () => {
  it('of usbmuxd come back however they are cut', () =>
    fc.assert(
      fc.asyncProperty(dict, fc.nat(), sizes, async (value, tag, cut) => {
        expect(await readMuxMessage(reading(encodeMuxMessage(tag, value), cut))).toEqual({ tag, value });
      }),
    ));

  it('that are property lists come back however they are cut, in either form', () =>
    fc.assert(
      fc.asyncProperty(dict, sizes, async (value, cut) => {
        for (const encode of [encodePlistMessage, encodeBinaryMessage])
          expect(await readPlistMessage(reading(encode(value), cut), LONGEST)).toEqual(value);
      }),
    ));

  it('of AFC come back', () =>
    fc.assert(
      fc.property(
        u64,
        fc.nat(),
        fc.array(u64, { maxLength: 4 }),
        fc.uint8Array(),
        (number, operation, numbers, path) => {
          const bytes = encodeAfcRequest(number, operation, numbers, path);
          const header = parseAfcHeader(bytes.subarray(0, AFC_HEADER_BYTES));
          expect(header).toEqual({
            number,
            operation,
            contentBytes: BigInt(bytes.length - AFC_HEADER_BYTES),
            ownBytes: operation === AFC.DATA ? 0n : BigInt(bytes.length - AFC_HEADER_BYTES),
          });
        },
      ),
    ));

  it('of AFC tell a handle from what is written', () =>
    fc.assert(
      fc.property(u64, u64, fc.uint8Array(), (number, handle, written) => {
        const bytes = encodeAfcWrite(number, handle, written);
        const { ownBytes, contentBytes } = parseAfcHeader(bytes.subarray(0, AFC_HEADER_BYTES))!;
        expect([ownBytes, contentBytes]).toEqual([8n, BigInt(8 + written.length)]);
        expect(bytes.readBigUInt64LE(AFC_HEADER_BYTES)).toBe(handle);
        expect(bytes.subarray(AFC_HEADER_BYTES + 8)).toEqual(Buffer.from(written));
      }),
    ));

  it('keep every port', () =>
    fc.assert(fc.property(fc.integer({ min: 0, max: 65_535 }), (port) => muxPort(muxPort(port)) === port)));

  it('that are anything else end in one of three errors', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 400 }),
        dict,
        fc.nat(),
        sizes,
        async (noise, value, at, cut) => {
          for (const sound of [
            encodeMuxMessage(1, value),
            encodePlistMessage(value),
            encodeBinaryMessage(value),
          ]) {
            const bent = Buffer.from(sound);
            bent.set(noise.subarray(0, 8), at % Math.max(1, bent.length - 8));
            for (const bytes of [noise, bent, sound.subarray(0, at % sound.length)]) {
              await refused(() => readMuxMessage(reading(bytes, cut)));
              await refused(() => readPlistMessage(reading(bytes, cut), LONGEST));
            }
          }
        },
      ),
      { numRuns: 1_000 },
    ));
});
