import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import type { FaultProxy } from './index.js';
import { startFaultProxy } from './index.js';
import type { TinyUpstream } from './testing/tiny-upstream.js';
import { tinyUpstream } from './testing/tiny-upstream.js';

const body = randomBytes(100_000);
let upstream: TinyUpstream;
let proxy: FaultProxy;
beforeAll(async () => {
  upstream = await tinyUpstream();
  proxy = await startFaultProxy({ upstream: upstream.origin, seed: 1 });
});
afterEach(() => {
  proxy.use([]);
  upstream.stored.clear();
});
afterAll(async () => {
  await proxy.close();
  await upstream.close();
});

const put = (path = '/b/k', bytes: Buffer = body) =>
  fetch(proxy.origin + path, { method: 'PUT', body: new Uint8Array(bytes) });
const get = (path = '/b/k') => fetch(proxy.origin + path);
const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());
const lastFaults = (): readonly string[] => proxy.requests.at(-1)!.faults;

describe('without rules', () => {
  it('passes both bodies and every letter of path, query and headers', async () => {
    const path = "/b/a%2Fb%20(c)'!*?x=1&y=%2B+";
    await fetch(proxy.origin + path, {
      method: 'PUT',
      body: new Uint8Array(body),
      headers: { 'X-Amz-Meta-A': 'B, c' },
    });
    expect(await bytesOf(await get(path))).toEqual(body);
    expect(upstream.asked.at(-2)).toMatchObject({
      path,
      headers: { host: new URL(proxy.origin).host, 'x-amz-meta-a': 'B, c', 'content-length': '100000' },
    });
    expect((await get('/b/none')).status).toBe(404);
    expect(proxy.story().slice(-3)).toEqual([
      expect.stringMatching(/^\d+ PUT .*200$/),
      expect.stringMatching(/^\d+ GET .*200$/),
      expect.stringMatching(/^\d+ GET \/b\/none 404$/),
    ]);
  });

  it('answers a torn connection when nobody is behind', async () => {
    const lonely = await startFaultProxy({ upstream: 'http://127.0.0.1:9', seed: 1 });
    await expect(fetch(`${lonely.origin}/b/k`)).rejects.toThrow('fetch failed');
    expect(lonely.requests[0]!.faults[0]).toContain('ECONNREFUSED');
    await lonely.close();
  });

  it('writes no signature into its record', async () => {
    await get('/b/k?X-Amz-Signature=abc&X-Amz-Credential=me&uploads=');
    expect(proxy.requests.at(-1)!.path).toBe('/b/k?uploads=');
  });
});

describe('a rule', () => {
  it('is for its methods and paths, skips, and ends after its times', async () => {
    proxy.use([{ fault: 'status', status: 500, method: ['PUT'], path: /^\/b\/bad/, skip: 1, times: 2 }]);
    const seen: number[] = [];
    for (const path of ['/b/bad1', '/b/good', '/b/bad2', '/b/bad3', '/b/bad4'])
      seen.push((await put(path)).status);
    expect(seen).toEqual([200, 200, 500, 500, 200]);
    expect((await get('/b/bad1')).status).toBe(200);
  });

  it('meets the same requests again from the same seed, and others from another', async () => {
    const pattern = async (seed: number): Promise<string> => {
      const one = await startFaultProxy({
        upstream: upstream.origin,
        seed,
        rules: [{ fault: 'status', status: 503, probability: 0.5 }],
      });
      let seen = '';
      for (let i = 0; i < 40; i++) seen += (await fetch(`${one.origin}/x`)).status === 503 ? 'x' : '.';
      await one.close();
      return seen;
    };
    const [first, again, other] = [await pattern(7), await pattern(7), await pattern(8)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(first.split('x').length - 1).toBeGreaterThan(8);
    expect(first.split('.').length - 1).toBeGreaterThan(8);
  });

  it('that is none is refused, and those before hold on', async () => {
    proxy.use([{ fault: 'status', status: 500 }]);
    expect(() => proxy.use([{ fault: 'status', status: 200 }])).toThrow('status');
    expect(() => proxy.use([{ fault: 'latency', ms: 1, path: '(' }])).toThrow('regular expression');
    expect(() => proxy.use([{ fault: 'ignore-locks' }])).toThrow('credentials');
    expect((await get()).status).toBe(500);
  });
});

describe('the fault', () => {
  it('latency: waits', async () => {
    proxy.use([{ fault: 'latency', ms: 80, jitterMs: 40 }]);
    const began = performance.now();
    await get();
    expect(performance.now() - began).toBeGreaterThan(79);
    expect(lastFaults()[0]).toMatch(/^waits \d+ ms$/);
  });

  it('bandwidth: all bodies together take their time, and stay whole', async () => {
    await put();
    proxy.use([{ fault: 'bandwidth', bytesPerSecond: 1_000_000, of: 'answer' }]);
    const began = performance.now();
    const [one, two] = await Promise.all([get().then(bytesOf), get().then(bytesOf)]);
    expect(performance.now() - began).toBeGreaterThan(190);
    expect([one, two]).toEqual([body, body]);
  });

  it.each([0, 30_000])('reset: %i bytes of a request arrive, and nothing is stored', async (afterBytes) => {
    proxy.use([{ fault: 'reset', afterBytes }]);
    await expect(put()).rejects.toThrow('fetch failed');
    expect(upstream.stored.size).toBe(0);
    expect(lastFaults()).toEqual([`reset after ${afterBytes} bytes of the request`]);
    expect((await put('/b/short', body.subarray(0, afterBytes))).status).toBe(200);
  });

  it('reset: of an answer, in the middle of it', async () => {
    await put();
    proxy.use([{ fault: 'reset', of: 'answer', afterBytes: 50_000 }]);
    const answer = await get();
    expect(answer.status).toBe(200);
    await expect(bytesOf(answer)).rejects.toThrow();
  });

  it('status: an S3 error, and the upstream is not asked', async () => {
    const before = upstream.asked.length;
    proxy.use([{ fault: 'status', status: 503, retryAfterSeconds: 2 }]);
    const answer = await put();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2']);
    expect(await answer.text()).toContain('<Code>SlowDown</Code>');
    proxy.use([{ fault: 'status', status: 403, code: 'SignatureDoesNotMatch' }]);
    expect(await (await get()).text()).toContain('<Code>SignatureDoesNotMatch</Code>');
    expect(upstream.asked.length).toBe(before);
  });

  it('cut-body: shorter than announced breaks off; quietly it only is shorter', async () => {
    await put();
    proxy.use([{ fault: 'cut-body', afterBytes: 10_000 }]);
    const answer = await get();
    expect(answer.headers.get('content-length')).toBe('100000');
    await expect(bytesOf(answer)).rejects.toThrow();
    proxy.use([{ fault: 'cut-body', quietly: true }]);
    const quiet = await bytesOf(await get());
    expect(quiet.length).toBeLessThan(body.length);
    expect(quiet).toEqual(body.subarray(0, quiet.length));
    expect(lastFaults()).toEqual([`cuts the answer to ${quiet.length} of 100000 bytes`]);
  });

  it('flip-byte: one byte of the answer, or of what is stored', async () => {
    await put();
    const differing = (other: Buffer): number[] => [...body.keys()].filter((at) => other[at] !== body[at]);
    proxy.use([{ fault: 'flip-byte', atByte: 77_777 }]);
    expect(differing(await bytesOf(await get()))).toEqual([77_777]);
    proxy.use([{ fault: 'flip-byte', of: 'request' }]);
    expect((await put()).status).toBe(200);
    expect(differing(upstream.stored.get('/b/k')!)).toHaveLength(1);
  });

  it('swallow-write: 200, and nothing is there', async () => {
    proxy.use([{ fault: 'swallow-write' }]);
    expect((await put()).status).toBe(200);
    expect(upstream.stored.size).toBe(0);
    expect((await get()).status).toBe(404);
  });

  it('drop-reply: stored, and the client is not told', async () => {
    proxy.use([{ fault: 'drop-reply', method: 'PUT' }]);
    await expect(put()).rejects.toThrow('fetch failed');
    expect(upstream.stored.get('/b/k')).toEqual(body);
    expect(lastFaults()).toEqual(['drops the answer 200']);
    expect(await bytesOf(await get())).toEqual(body);
  });

  it('and another one may meet the same request', async () => {
    await put();
    proxy.use([
      { fault: 'latency', ms: 1 },
      { fault: 'flip-byte' },
      { fault: 'cut-body', quietly: true, afterBytes: 10 },
    ]);
    expect(await bytesOf(await get())).toHaveLength(10);
    expect(lastFaults().length).toBeGreaterThanOrEqual(2);
  });
});
