import { describe, expect, it } from '@jest/globals';
import { AFC } from '../../codecs/ios/afc-packet.js';
import { AfcPeer } from '../testing/afc-peer.js';
import { AfcMedia } from './afc-media.js';
import { readAfcFile } from './read-afc-file.js';

const HANDLE = Buffer.from('0700000000000000', 'hex');
const PATH = Buffer.from('/DCIM/a');

async function all(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const read: Buffer[] = [];
  for await (const piece of pieces) read.push(Buffer.from(piece));
  return Buffer.concat(read).toString();
}

describe('a file through AFC', () => {
  it('is asked for ahead of its answers, and read until nothing more comes, short answers or not', async () => {
    const peer = new AfcPeer();
    const reading = all(readAfcFile(peer.afc, PATH, 5n));
    const open = await peer.asked();
    expect([open.operation, open.content.readBigUInt64LE(0), open.content.subarray(8).toString()]).toEqual([
      AFC.FILE_OPEN,
      1n,
      '/DCIM/a\0',
    ]);
    await peer.answer(open.number, AFC.FILE_OPEN_RESULT, HANDLE);
    const reads = [await peer.asked(), await peer.asked()];
    expect(reads.map(({ content }) => content.readBigUInt64LE(8))).toEqual([5n, 65_536n]);
    for (const [index, words] of ['hel', 'lo'].entries())
      await peer.answer(reads[index]!.number, AFC.DATA, Buffer.from(words));
    const more = [await peer.asked(), await peer.asked()];
    await peer.answer(more[0]!.number, AFC.DATA, Buffer.alloc(0));
    expect(await reading).toBe('hello');
    const close = await peer.asked();
    expect([close.operation, peer.afc.isIdle]).toEqual([AFC.FILE_CLOSE, true]);
    // What nobody waits for is passed over by the next request.
    await peer.answer(more[1]!.number, AFC.DATA, Buffer.from('late'));
    await peer.status(close.number, 0);
    await peer.afc.send(AFC.READ_DIR, [], PATH);
    await peer.answer((await peer.asked()).number, AFC.DATA, Buffer.from('.\0'));
    expect((await peer.afc.answer()).toString()).toBe('.\0');
  });

  it.each([
    [8, 'vanished'],
    [10, 'permission-denied'],
    [20, 'unreadable'],
  ])('that is refused with %i is %s, and the conversation goes on', async (status, causeClass) => {
    const peer = new AfcPeer();
    const reading = all(readAfcFile(peer.afc, PATH, 5n));
    await peer.status((await peer.asked()).number, status);
    await expect(reading).rejects.toMatchObject({ causeClass });
    expect(peer.afc.isIdle).toBe(true);
  });

  it('whose reader stops in the middle of an answer ends the conversation', async () => {
    const peer = new AfcPeer();
    const reading = readAfcFile(peer.afc, PATH, 5n)[Symbol.asyncIterator]();
    const first = reading.next();
    await peer.answer((await peer.asked()).number, AFC.FILE_OPEN_RESULT, HANDLE);
    await peer.answer((await peer.asked()).number, AFC.DATA, Buffer.from('he'), 5);
    expect((await first).value?.length).toBe(2);
    await reading.return?.(undefined);
    expect(peer.afc.isIdle).toBe(false);
  });
});

describe('what is no AFC', () => {
  it.each<[string, (peer: AfcPeer, number: bigint) => Promise<void> | void, string]>([
    ['other bytes', (peer) => peer.say(Buffer.alloc(40, 'x')), 'internal'],
    ['an answer to another request', (peer, number) => peer.status(number + 1n, 0), 'internal'],
    ['more than any answer has', (peer, number) => peer.answer(number, 2, HANDLE, 2 ** 40), 'internal'],
    ['a status without a number', (peer, number) => peer.answer(number, 1, Buffer.alloc(3)), 'internal'],
    ['the end', (peer) => peer.hangUp(), 'unplugged'],
  ])('ends the conversation with a cause: %s', async (_, say, causeClass) => {
    const peer = new AfcPeer();
    await peer.afc.send(AFC.READ_DIR, [], PATH);
    await say(peer, (await peer.asked()).number);
    await expect(peer.afc.answer()).rejects.toMatchObject({ causeClass });
    expect(peer.afc.isIdle).toBe(false);
  });
});

describe('the lock of a phone', () => {
  it('is taken, refused while somebody else holds it, and given back', async () => {
    const peer = new AfcPeer();
    const opening = new AfcMedia(peer.afc).openLock('/com.apple.itunes.lock_sync');
    const open = await peer.asked();
    expect(open.content.readBigUInt64LE(0)).toBe(2n);
    await peer.answer(open.number, AFC.FILE_OPEN_RESULT, HANDLE);
    const lock = await opening;
    for (const [status, got] of [
      [19, false],
      [0, true],
    ] as const) {
      const taking = lock.take();
      const asked = await peer.asked();
      expect([asked.operation, asked.content.readBigUInt64LE(8)]).toEqual([AFC.FILE_LOCK, 6n]);
      await peer.status(asked.number, status);
      expect(await taking).toBe(got);
    }
    const releasing = lock.release();
    const unlock = await peer.asked();
    expect(unlock.content.readBigUInt64LE(8)).toBe(12n);
    await peer.status(unlock.number, 0);
    const close = await peer.asked();
    expect(close.operation).toBe(AFC.FILE_CLOSE);
    await peer.status(close.number, 0);
    await releasing;
  });

  it('has small files beside it, and no large ones', async () => {
    for (const [most, got] of [
      [5, 'hello'],
      [4, undefined],
    ] as const) {
      const peer = new AfcPeer();
      const reading = new AfcMedia(peer.afc).readSmall('/x', most);
      await peer.answer((await peer.asked()).number, AFC.FILE_OPEN_RESULT, HANDLE);
      await peer.answer((await peer.asked()).number, AFC.DATA, Buffer.from('hello'));
      if (most === 5) await peer.answer((await peer.asked()).number, AFC.DATA, Buffer.alloc(0));
      const read = await reading;
      expect(read && Buffer.from(read).toString()).toBe(got);
      expect((await peer.asked()).operation).toBe(AFC.FILE_CLOSE);
    }
  });
});

describe('a file that is written through AFC', () => {
  const BYTES = Buffer.alloc(70_000, 'x');
  /** Answers what comes, one of the operations with that status; gives those that were asked for until the work ended. */
  async function written(refused: number, status: number): Promise<{ asked: number[]; error: unknown }> {
    const peer = new AfcPeer();
    const media = new AfcMedia(peer.afc);
    const work = media.makeFolder('/new').then(() => media.write('/new/list', BYTES));
    const ended = work.then(
      () => undefined,
      (error: unknown) => error ?? 'nothing',
    );
    void ended.then(() => peer.hangUp());
    const asked: number[] = [];
    const answering = async (): Promise<void> => {
      for (;;) {
        const { operation, number, content } = await peer.asked();
        asked.push(operation);
        if (operation === AFC.FILE_OPEN) expect(content.readBigUInt64LE(0)).toBe(3n);
        if (operation === refused) await peer.status(number, status);
        else if (operation === AFC.FILE_OPEN) await peer.answer(number, AFC.FILE_OPEN_RESULT, HANDLE);
        else await peer.status(number, 0);
      }
    };
    const error = await Promise.race([
      ended,
      answering().then(
        () => ended,
        () => ended,
      ),
    ]);
    return { asked, error };
  }

  it('goes into a folder that is made, or is there, in pieces', async () => {
    for (const status of [0, 16]) {
      expect(await written(AFC.MAKE_DIR, status)).toEqual({
        asked: [AFC.MAKE_DIR, AFC.FILE_OPEN, AFC.FILE_WRITE, AFC.FILE_WRITE, AFC.FILE_CLOSE],
        error: undefined,
      });
    }
  });

  it('is told as refused, and half of it does not stay', async () => {
    const denied = { causeClass: 'permission-denied' };
    expect((await written(AFC.MAKE_DIR, 10)).error).toMatchObject(denied);
    expect((await written(AFC.FILE_OPEN, 10)).error).toMatchObject(denied);
    const { asked, error } = await written(AFC.FILE_WRITE, 18);
    expect(error).toMatchObject({ causeClass: 'unreadable' });
    expect(asked).toEqual([AFC.MAKE_DIR, AFC.FILE_OPEN, AFC.FILE_WRITE, AFC.FILE_CLOSE, AFC.REMOVE_PATH]);
  });
});
