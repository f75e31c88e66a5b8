import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * Starts a simulated phone in a process of its own: `program` is forked with `words`, sends first what there is to know of
 * the phone, and answers `stats` with what was read from it.
 *
 * @param {URL} program
 * @param {string[]} words
 */
export async function startPhone(program, words) {
  const child = fork(program, words, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const gone = once(child, 'exit').then(() => {
    throw new Error('The simulated phone has ended: what is measured from it counts for nothing.');
  });
  gone.catch(() => undefined);
  /** @returns {Promise<any>} */
  const heard = async () => (await Promise.race([once(child, 'message'), gone]))[0];
  return {
    about: await heard(),
    /** What was read from it until now. */
    async stats() {
      child.send('stats');
      return (await heard()).stats;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
