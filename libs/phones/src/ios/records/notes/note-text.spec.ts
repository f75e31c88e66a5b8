import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noteText } from './note-text.js';

/** A field with bytes of fewer than 128. */
const counted = (field: number, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from([field * 8 + 2, bytes.length]), bytes]);
const note = (text: string): Buffer => {
  const inner = Buffer.concat([
    Buffer.from([8, 0xff, 0xff, 0x03]),
    counted(2, Buffer.from(text)),
    counted(5, Buffer.alloc(3)),
  ]);
  return Buffer.concat([
    Buffer.from([8, 0]),
    counted(2, Buffer.concat([Buffer.from([13, 1, 2, 3, 4]), counted(3, inner)])),
  ]);
};

describe('the text of a note', () => {
  it('is read', async () => {
    expect(await noteText(gzipSync(note('Käse 🥐\n')))).toBe('Käse 🥐\n');
  });

  it('is none of what is sealed, packed beyond measure or another message', async () => {
    expect(await noteText(Buffer.from('sealed by the phone'))).toBeUndefined();
    expect(await noteText(gzipSync(Buffer.alloc(20 * 1024 * 1024)))).toBeUndefined();
    expect(await noteText(gzipSync(Buffer.from([8, 0])))).toBeUndefined();
    expect(
      await noteText(gzipSync(Buffer.from([0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]))),
    ).toBeUndefined();
  });

  it('never fails, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 80 }), fc.nat(30), async (bytes, at) => {
        const whole = Buffer.concat([note('Hello').subarray(0, at), bytes]);
        expect(['string', 'undefined']).toContain(typeof (await noteText(gzipSync(whole))));
      }),
      { numRuns: 200 },
    );
  });
});
