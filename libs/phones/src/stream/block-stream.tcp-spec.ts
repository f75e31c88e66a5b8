import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { BlockStream } from './block-stream.js';

const MIB = 1024 * 1024;
let close = (): void => undefined;
afterEach(() => close());

/** A stream and the socket at its other end. */
async function connected(silenceMs = 5_000): Promise<{ stream: BlockStream; far: Socket }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const arriving = once(server, 'connection');
  const { port } = server.address() as AddressInfo;
  const stream = await BlockStream.connect({ host: '127.0.0.1', port }, 1_000, silenceMs);
  const [far] = (await arriving) as [Socket];
  close = () => {
    stream.close();
    far.destroy();
    server.close();
  };
  return { stream, far };
}

describe('a stream in blocks', () => {
  it('gives every byte to a reader that is slower than the sender, and holds the sender back', async () => {
    const { stream, far } = await connected();
    const sent = randomBytes(24 * MIB);
    far.end(sent);
    await sleep(300);
    // What the two sockets hold themselves is the kernel's affair; the blocks are ours.
    expect(far.writableLength).toBeGreaterThan(8 * MIB);
    const hash = createHash('sha256');
    for (let at = 0, piece = await stream.next(); piece !== undefined; piece = await stream.next(), at += 1) {
      if (at % 8 === 0) await sleep(1);
      hash.update(piece);
    }
    expect(hash.digest('hex')).toBe(createHash('sha256').update(sent).digest('hex'));
  });

  it('answers, and tells a broken connection and a silent one as unplugged', async () => {
    const { stream, far } = await connected(100);
    await stream.write(Buffer.from('hello'));
    far.write('there');
    expect(String(await stream.next())).toBe('there');
    await expect(stream.next()).rejects.toMatchObject({ causeClass: 'unplugged' });
    close();
    const broken = await connected();
    broken.far.resetAndDestroy();
    await expect(broken.stream.next()).rejects.toMatchObject({ causeClass: 'unplugged' });
  });
});
