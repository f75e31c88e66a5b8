import { describe, expect, it } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { wire } from '../testing/byte-pipe.js';
import { PatientStream } from './patient-stream.js';

describe('waiting for a phone', () => {
  it('ends when it has been silent for too long', async () => {
    const stream = new PatientStream(wire().near, { patienceMs: 30 });
    await expect(stream.next()).rejects.toMatchObject({ causeClass: 'unplugged' });
    await expect(stream.write(Buffer.of(1))).rejects.toMatchObject({ causeClass: 'unplugged' });
  });

  it('goes on after a pause, and what this side takes is no silence of the phone', async () => {
    const { near, far } = wire();
    const stream = new PatientStream(near, { patienceMs: 120 });
    for (let i = 0; i < 3; i += 1) {
      await setTimeout(80);
      void setTimeout(60).then(() => far.write(Buffer.of(i)));
      expect(await stream.next()).toEqual(Uint8Array.of(i));
    }
    stream.close();
  });

  it('is ended at once by the signal', async () => {
    const stop = new AbortController();
    const stream = new PatientStream(wire().near, { patienceMs: 60_000, signal: stop.signal });
    const waiting = expect(stream.next()).rejects.toMatchObject({ causeClass: 'cancelled' });
    stop.abort();
    await waiting;
    await expect(stream.next()).rejects.toMatchObject({ causeClass: 'cancelled' });
  });

  it('does not begin once the signal was given', async () => {
    const stream = new PatientStream(wire().near, { patienceMs: 60_000, signal: AbortSignal.abort() });
    await expect(stream.next()).rejects.toMatchObject({ causeClass: 'cancelled' });
  });

  it('tells the end of the stream as such, and its failure as a phone that is gone', async () => {
    const { near, far } = wire();
    const stream = new PatientStream(near, { patienceMs: 60_000 });
    far.close();
    expect(await stream.next()).toBeUndefined();
    await expect(stream.write(Buffer.of(1))).rejects.toMatchObject({ causeClass: 'unplugged' });
    stream.close();
  });
});
