import { Worker } from 'node:worker_threads';
import type { Answer, Order, ThreadData } from './messages.js';
import { failureOf, Sealing } from './sealing.js';
import { threadFile } from './thread-file.js';

/** Young objects of a sealing thread are views and small strings; a small space for them frees sealed pieces sooner. */
const LIMITS = { maxYoungGenerationSizeMb: 2, maxOldGenerationSizeMb: 256 };

/** Where orders are obeyed, one after another. */
export interface SealingPlace {
  send(order: Order): void;
  end(): Promise<void>;
}

export type MakeSealingPlace = (
  data: ThreadData,
  heard: (answer: Answer) => void,
  failed: (error: unknown) => void,
) => SealingPlace;

export const inThread: MakeSealingPlace = (workerData, heard, failed) => {
  const thread = new Worker(threadFile('sealing-thread', import.meta.url), {
    workerData,
    resourceLimits: LIMITS,
  });
  thread.on('error', failed);
  thread.on('exit', () => failed(new Error('A thread that seals packs has ended.')));
  thread.on('message', heard);
  return {
    send: (order) => thread.postMessage(order),
    end: async () => void (await thread.terminate()),
  };
};

/** In the calling thread, for what is read sooner than a thread has started (60 ms, measured 2026-11-23). */
export const here: MakeSealingPlace = (data, heard) => {
  // Copies, as a thread would get them: answers are views of memory that is used again.
  const tell = (answer: Answer): void => heard(structuredClone(answer));
  let ended = false;
  const sealing = new Sealing(data, tell);
  return {
    send: (order) =>
      setImmediate(() => {
        if (ended) return;
        try {
          sealing.obey(order);
        } catch (error) {
          tell(failureOf(error));
        }
      }),
    end: async () => {
      ended = true;
      sealing.discard();
    },
  };
};
