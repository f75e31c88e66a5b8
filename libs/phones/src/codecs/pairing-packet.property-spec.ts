import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  decodePairingHeader,
  decodePeerInfo,
  encodePairingPacket,
  encodePeerInfo,
  PAIRING_HEADER_BYTES,
  PAIRING_MAX_PAYLOAD,
  PEER_INFO,
  PEER_INFO_BYTES,
} from './pairing-packet.js';
import { PairingSeal, SealBroken } from './pairing-seal.js';
import { BadPairingMessage } from './spake2.js';

const type = fc.constantFrom(0, 1);
const text = fc.uint8Array({ maxLength: 300 }).map((bytes) => bytes.filter((byte) => byte !== 0));
const key = fc.uint8Array({ minLength: 64, maxLength: 64 });

describe('pairing packets', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(type, fc.uint8Array({ minLength: 1, maxLength: 400 }), (kind, payload) => {
        const packet = encodePairingPacket(kind, payload);
        expect(decodePairingHeader(packet.subarray(0, PAIRING_HEADER_BYTES), kind)).toBe(payload.length);
        expect(packet.subarray(PAIRING_HEADER_BYTES)).toEqual(Buffer.from(payload));
      }),
    );
  });

  it('are laid out as adb sends them', () => {
    expect(encodePairingPacket(1, Buffer.alloc(8208)).subarray(0, 6).toString('hex')).toBe('010100002010');
  });

  it('are taken only with the version, type and length that are due, before anything is read', () => {
    const byte = fc.integer({ min: 0, max: 3 });
    const length = fc.oneof(fc.integer({ min: 0, max: 20_000 }), fc.integer({ min: 0, max: 0xffffffff }));
    fc.assert(
      fc.property(byte, byte, length, type, (version, kind, count, due) => {
        const header = Buffer.from([version, kind, 0, 0, 0, 0]);
        header.writeUInt32BE(count, 2);
        const isRight = version === 1 && kind === due && count > 0 && count <= PAIRING_MAX_PAYLOAD;
        if (isRight) expect(decodePairingHeader(header, due)).toBe(count);
        else expect(() => decodePairingHeader(header, due)).toThrow(BadPairingMessage);
      }),
    );
  });
});

describe('peer info', () => {
  it('comes back as it went, and as nothing else', () => {
    fc.assert(
      fc.property(type, text, (kind, data) => {
        const info = encodePeerInfo(kind, data);
        expect(info).toHaveLength(PEER_INFO_BYTES);
        expect(decodePeerInfo(info, kind)).toEqual(Buffer.from(data));
        expect(() => decodePeerInfo(info, 1 - kind)).toThrow(BadPairingMessage);
        expect(() => decodePeerInfo(info.subarray(1), kind)).toThrow(BadPairingMessage);
      }),
      { numRuns: 30 },
    );
  });

  it('has room for 8,190 bytes and a NUL', () => {
    expect(() => encodePeerInfo(PEER_INFO.DEVICE_GUID, Buffer.alloc(8191))).toThrow(RangeError);
    const full = encodePeerInfo(PEER_INFO.DEVICE_GUID, Buffer.alloc(8190, 65));
    expect(decodePeerInfo(full, PEER_INFO.DEVICE_GUID)).toHaveLength(8190);
    expect(decodePeerInfo(full.fill(65, 1), PEER_INFO.DEVICE_GUID)).toHaveLength(8191);
  });
});

describe('the seal', () => {
  it('opens at the other end in the order in which it was sealed, and in no other', () => {
    fc.assert(
      fc.property(key, text, text, (shared, first, second) => {
        const sender = new PairingSeal(shared);
        const sealed = [sender.seal(first), sender.seal(second)] as const;
        const receiver = new PairingSeal(shared);
        expect(() => receiver.open(sealed[1])).toThrow(SealBroken);
        expect(receiver.open(sealed[0])).toEqual(Buffer.from(first));
        expect(receiver.open(sealed[1])).toEqual(Buffer.from(second));
      }),
      { numRuns: 30 },
    );
  });

  it('breaks at any changed, missing or added byte, and under another key', () => {
    fc.assert(
      fc.property(key, key, text, fc.nat(), fc.integer({ min: 1, max: 255 }), (one, two, data, at, flip) => {
        const sealed = new PairingSeal(one).seal(data);
        const altered = Buffer.from(sealed);
        altered[at % altered.length] = (altered[at % altered.length] ?? 0) ^ flip;
        const open = (bytes: Uint8Array, under = one): unknown => new PairingSeal(under).open(bytes);
        expect(() => open(altered)).toThrow(SealBroken);
        expect(() => open(sealed.subarray(0, at % sealed.length))).toThrow(SealBroken);
        expect(() => open(Buffer.concat([sealed, Buffer.from([flip])]))).toThrow(SealBroken);
        if (Buffer.compare(one, two) !== 0) expect(() => open(sealed, two)).toThrow(SealBroken);
      }),
      { numRuns: 50 },
    );
  });
});
