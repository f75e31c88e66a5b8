import type { BackupStore } from '../store/backup-store.js';
import { notFound, Refusal, REFUSED } from '../store/refusal.js';

const nothing = (): Promise<never> => Promise.reject(notFound());
const noRoom = (): Promise<never> => Promise.reject(new Refusal(REFUSED.noSpace, 'No space left on device'));

/** For what a phone does without files: it has nothing to read, and nothing that it sends is kept. */
export const EMPTY_STORE: BackupStore = {
  list: () => Promise.resolve([]),
  read: nothing,
  receive: () =>
    Promise.resolve({
      write: () => Promise.resolve(),
      end: () => Promise.resolve(),
      drop: () => Promise.resolve(),
    }),
  mkdir: noRoom,
  move: nothing,
  copy: nothing,
  remove: nothing,
};
