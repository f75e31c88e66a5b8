import { describe, expect, it } from '@jest/globals';
import { brotliCompressSync, zstdCompressSync } from 'node:zlib';
import { encodeSyncHeader } from '../../codecs/sync-record.js';
import type { PhoneTransport } from '../phone-transport.js';
import { compressionFor } from './compression.js';
import { SyncSession, type Receiving } from './sync-session.js';

const PATH = Buffer.from('/sdcard/a.txt');
const TEXT = Buffer.from('every word of it, and again. '.repeat(20_000));

/** A phone that says these bytes whatever it is asked, and keeps what it was asked. */
function saying(...answers: Uint8Array[]): { transport: PhoneTransport; asked: () => string } {
  const left = [Buffer.concat(answers)];
  const asked: Uint8Array[] = [];
  const stream = {
    next: () => Promise.resolve(left.shift()),
    write: (bytes: Uint8Array) => Promise.resolve(void asked.push(bytes)),
    close: () => undefined,
  };
  return {
    transport: {
      features: new Set(['stat_v2', 'ls_v2']),
      open: () => Promise.resolve(stream),
      close: () => Promise.resolve(),
    },
    asked: () => Buffer.concat(asked).toString('latin1'),
  };
}

const data = (bytes: Uint8Array): Buffer => Buffer.concat([encodeSyncHeader('DATA', bytes.length), bytes]);
const DONE = encodeSyncHeader('DONE', 0);

async function received(
  answers: Uint8Array[],
  how: Receiving = {},
): Promise<{ bytes: Buffer; error: unknown; idle: boolean; asked: string }> {
  const phone = saying(...answers);
  const session = await SyncSession.open(phone.transport);
  const pieces: Uint8Array[] = [];
  let error: unknown;
  try {
    for await (const piece of session.receive(PATH, how)) pieces.push(Uint8Array.from(piece));
  } catch (thrown) {
    error = thrown;
  }
  return { bytes: Buffer.concat(pieces), error, idle: session.idle, asked: phone.asked() };
}

describe('a file through the sync service', () => {
  it('arrives, and the session can be used again', async () => {
    const { bytes, error, idle } = await received([data(Buffer.from('hel')), data(Buffer.from('lo')), DONE]);
    expect(error).toBeUndefined();
    expect(String(bytes)).toBe('hello');
    expect(idle).toBe(true);
  });

  it('that is refused ends the session, as adbd does', async () => {
    const words = Buffer.from('open failed: Permission denied');
    const { error, idle } = await received([encodeSyncHeader('FAIL', words.length), words]);
    expect(error).toMatchObject({ causeClass: 'permission-denied' });
    expect(idle).toBe(false);
  });

  it.each([
    ['zstd', 4, zstdCompressSync(TEXT)],
    ['brotli', 1, brotliCompressSync(TEXT)],
  ] as const)('comes as %s where the phone offers it', async (compression, flags, sent) => {
    const half = Math.floor(sent.length / 2);
    const answers = [data(sent.subarray(0, half)), data(sent.subarray(half)), DONE];
    const { bytes, error, idle, asked } = await received(answers, { compression });
    expect(error).toBeUndefined();
    expect(bytes.equals(TEXT)).toBe(true);
    expect(idle).toBe(true);
    expect(asked).toContain(`RCV2${String.fromCharCode(flags)}\0\0\0`);
  });

  it.each(['zstd', 'brotli'] as const)(
    'that is not %s, or not all of it, is told as garbage',
    async (how) => {
      const whole = how === 'zstd' ? zstdCompressSync(TEXT) : brotliCompressSync(TEXT);
      for (const sent of [Buffer.from('not compressed at all'), whole.subarray(0, -9)]) {
        const { error, idle } = await received([data(sent), DONE], {
          compression: how,
        });
        expect(error).toMatchObject({ causeClass: 'internal' });
        expect(idle).toBe(false);
      }
    },
  );

  it('is compressed only where that is offered and worth it', () => {
    const all = new Set(['sendrecv_v2', 'sendrecv_v2_brotli', 'sendrecv_v2_zstd']);
    const brotli = new Set(['sendrecv_v2', 'sendrecv_v2_brotli']);
    const of = (features: Set<string>, name: string, size = 1_000_000n) =>
      compressionFor(features, Buffer.from(name), size);
    expect(of(all, 'msgstore.db')).toBe('zstd');
    expect(of(brotli, 'msgstore.db')).toBe('brotli');
    expect(of(all, 'small.txt', 65_535n)).toBeUndefined();
    expect(of(all, 'IMG_1.JPG')).toBeUndefined();
    expect(of(all, 'msgstore.db.crypt15')).toBeUndefined();
    expect(of(new Set(['stat_v2']), 'msgstore.db')).toBeUndefined();
  });
});
