import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeServerLength, encodeServerRequest } from './length-prefix.js';
import { decodeShellHeader, encodeShellFrame, MAX_SHELL_FRAME, SHELL_HEADER_BYTES } from './shell-packet.js';

describe('shell frames', () => {
  it('come back as they went', () => {
    fc.assert(
      fc.property(fc.nat({ max: 5 }), fc.uint8Array({ maxLength: 200 }), (id, payload) => {
        const frame = encodeShellFrame(id, payload);
        expect(decodeShellHeader(frame.subarray(0, SHELL_HEADER_BYTES))).toEqual({
          id,
          length: payload.length,
        });
        expect(frame.subarray(SHELL_HEADER_BYTES)).toEqual(Buffer.from(payload));
      }),
    );
  });

  it('of an absurd length are refused before anything is allocated', () => {
    const head = Buffer.alloc(SHELL_HEADER_BYTES);
    head.writeUInt32LE(MAX_SHELL_FRAME + 1, 1);
    expect(() => decodeShellHeader(head)).toThrow(RangeError);
  });
});

describe('lengths of the adb server', () => {
  it('come back as they went, and nothing else is one', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), fc.string({ maxLength: 6 }), (service, text) => {
        expect(decodeServerLength(encodeServerRequest(service).subarray(0, 4))).toBe(service.length);
        if (!/^[0-9a-f]{4}$/i.test(text))
          expect(() => decodeServerLength(Buffer.from(text))).toThrow(RangeError);
      }),
    );
  });
});
