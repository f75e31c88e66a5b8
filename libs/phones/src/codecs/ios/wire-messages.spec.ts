import { describe, expect, it } from '@jest/globals';
import { ByteReader, EndOfBytes } from '../byte-reader.js';
import { PlistReal } from '../plist/plist-value.js';
import {
  AFC,
  AFC_HEADER_BYTES,
  encodeAfcHeader,
  encodeAfcRequest,
  encodeAfcWrite,
  parseAfcHeader,
} from './afc-packet.js';
import { FRAME, frameHead, framedName, lengthWord, NO_MORE, textFrame } from './link-frame.js';
import { encodeMuxMessage, muxPort, readMuxMessage } from './mux-message.js';
import { NoMessage } from './no-message.js';
import { encodeBinaryMessage, encodePlistMessage, readPlistMessage } from './plist-message.js';

/** A reader of these bytes, which come in pieces of `size`. */
function reading(bytes: Uint8Array, size = 7): ByteReader {
  let at = 0;
  return new ByteReader(() => {
    const piece = bytes.subarray(at, (at += size));
    return Promise.resolve(piece.length === 0 ? undefined : piece);
  });
}
const u32 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => bytes.writeUInt32LE(value, index * 4));
  return bytes;
};

describe('a message of usbmuxd', () => {
  const value = { MessageType: 'Connect', DeviceID: 3, PortNumber: muxPort(62_078) };

  it('comes back with its tag, and says its length, version, kind and tag first', async () => {
    const bytes = encodeMuxMessage(7, value);
    expect(bytes.subarray(0, 16)).toEqual(u32(bytes.length, 1, 8, 7));
    expect(await readMuxMessage(reading(bytes))).toEqual({ tag: 7, value });
  });

  it('has ports with their bytes the other way round', () => {
    expect([62_078, 1, 65_535].map(muxPort)).toEqual([32_498, 256, 65_535]);
    expect(muxPort(muxPort(49_152))).toBe(49_152);
  });

  it.each([
    ['shorter than its header', u32(15, 1, 8, 0)],
    ['of 4 GiB', u32(0xffff_ffff, 1, 8, 0)],
    ['of another kind', u32(16, 1, 3, 0)],
    ['with no dictionary', Buffer.concat([u32(16 + 3, 1, 8, 0), Buffer.from('[1]')])],
  ])('%s is none', async (_, bytes) => {
    await expect(readMuxMessage(reading(bytes))).rejects.toThrow(/no message of usbmuxd|property list/);
  });

  it('that ends early is the end of the bytes', async () => {
    const bytes = encodeMuxMessage(1, value);
    await expect(readMuxMessage(reading(bytes.subarray(0, -1)))).rejects.toThrow(EndOfBytes);
  });
});

describe('a property list behind its length', () => {
  const value = { Request: 'Hello', Versions: [new PlistReal(2), 1] };

  it('comes back, in either form', async () => {
    for (const bytes of [encodePlistMessage(value), encodeBinaryMessage(value)]) {
      expect(bytes.readUInt32BE(0)).toBe(bytes.length - 4);
      expect(await readPlistMessage(reading(bytes), bytes.length - 4)).toEqual(value);
    }
    expect(encodePlistMessage(value).subarray(4, 9).toString()).toBe('<?xml');
    expect(encodeBinaryMessage(value).subarray(4, 10).toString()).toBe('bplist');
  });

  it('is refused before it is read where it is empty, or longer than what was agreed', async () => {
    const bytes = encodePlistMessage(value);
    await expect(readPlistMessage(reading(bytes), bytes.length - 5)).rejects.toThrow(NoMessage);
    await expect(readPlistMessage(reading(Buffer.alloc(4)), 100)).rejects.toThrow(NoMessage);
  });
});

describe('a packet of AFC', () => {
  it('is a header, numbers, and a path with a NUL behind it', () => {
    const bytes = encodeAfcRequest(5n, AFC.FILE_OPEN, [1n], Buffer.from('/DCIM'));
    expect(parseAfcHeader(bytes.subarray(0, AFC_HEADER_BYTES))).toEqual({
      number: 5n,
      operation: AFC.FILE_OPEN,
      contentBytes: 14n,
      ownBytes: 14n,
    });
    expect(bytes.subarray(AFC_HEADER_BYTES)).toEqual(Buffer.from('\x01\0\0\0\0\0\0\0/DCIM\0', 'latin1'));
  });

  it('counts data as no part of its own', () => {
    const write = encodeAfcWrite(6n, 7n, Buffer.from('hello'));
    expect(parseAfcHeader(write.subarray(0, AFC_HEADER_BYTES))).toEqual({
      number: 6n,
      operation: AFC.FILE_WRITE,
      contentBytes: 13n,
      ownBytes: 8n,
    });
    expect(write.subarray(AFC_HEADER_BYTES)).toEqual(Buffer.from('\x07\0\0\0\0\0\0\0hello', 'latin1'));
    expect(encodeAfcHeader(1n, AFC.DATA, 9).readBigUInt64LE(16)).toBe(40n);
    expect(encodeAfcHeader(1n, AFC.STATUS, 8).readBigUInt64LE(16)).toBe(48n);
  });

  it.each([
    ['another magic', 0, 0n],
    ['less than a header', 8, 39n],
    ['an own part that is less than a header', 16, 39n],
    ['an own part that is more than all', 16, 49n],
  ])('with %s is none', (_, at, value) => {
    const header = encodeAfcHeader(1n, AFC.STATUS, 8);
    header.writeBigUInt64LE(value, at);
    expect(parseAfcHeader(header)).toBeUndefined();
  });
});

describe('frames of the device link', () => {
  it('have lengths that count their code', () => {
    expect(frameHead(FRAME.data, 32_768)).toEqual(Buffer.of(0, 0, 0x80, 1, 0x0c));
    expect(textFrame(FRAME.success, '')).toEqual(Buffer.of(0, 0, 0, 1, 0));
    expect(textFrame(FRAME.localError, 'no')).toEqual(Buffer.of(0, 0, 0, 3, 6, 0x6e, 0x6f));
  });

  it('come after names behind their length in bytes, of which the last has none', () => {
    expect(framedName('é')).toEqual(Buffer.of(0, 0, 0, 2, 0xc3, 0xa9));
    expect(lengthWord(0x0102_0304)).toEqual(Buffer.of(1, 2, 3, 4));
    expect(NO_MORE).toEqual(lengthWord(0));
  });
});
