import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  BadPacket,
  COMMAND,
  decodePacketHeader,
  encodePacketHeader,
  MAX_PAYLOAD,
  packetChecksum,
} from './packet.js';

const word = fc.integer({ min: 0, max: 0xffffffff });
const bytes = fc.uint8Array({ maxLength: 300 });

describe('packet', () => {
  it('comes back as it went', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.values(COMMAND)),
        word,
        word,
        bytes,
        (command, arg0, arg1, payload) => {
          const header = decodePacketHeader(
            encodePacketHeader({ command, arg0, arg1, payload }, true),
            MAX_PAYLOAD,
          );
          const checksum = packetChecksum(payload);
          expect(header).toEqual({ command, arg0, arg1, length: payload.length, checksum });
        },
      ),
    );
  });

  it('never takes a header whose magic is wrong or whose payload is larger than agreed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 24, maxLength: 24 }), word, (header, maxPayload) => {
        const view = new DataView(header.buffer, header.byteOffset);
        const honest = (view.getUint32(0, true) ^ 0xffffffff) >>> 0 === view.getUint32(20, true);
        const fits = view.getUint32(12, true) <= maxPayload;
        const decode = (): unknown => decodePacketHeader(header, maxPayload);
        if (honest && fits) expect(decode).not.toThrow();
        else expect(decode).toThrow(BadPacket);
      }),
    );
  });

  it('is laid out as adb sends it', () => {
    const packet = {
      command: COMMAND.CNXN,
      arg0: 0x01000001,
      arg1: 0x100000,
      payload: Buffer.from('host::'),
    };
    expect(encodePacketHeader(packet, true).toString('hex')).toBe(
      '434e584e' + '01000001' + '00001000' + '06000000' + '32020000' + 'bcb1a7b1',
    );
  });
});
