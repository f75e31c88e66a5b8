import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('./phone-process.mjs', import.meta.url));

/**
 * Starts a simulated phone whose /sdcard is `root`, in a process of its own.
 * @param {string} root
 * @param {object} [faults] of the simulated phone
 */
export async function startPhone(root, faults = {}) {
  const child = fork(PROGRAM, [root, JSON.stringify(faults)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const gone = once(child, 'exit').then(() => {
    throw new Error('The simulated phone has ended: what is measured from it counts for nothing.');
  });
  gone.catch(() => undefined);
  /** @returns {Promise<any>} */
  const heard = async () => (await Promise.race([once(child, 'message'), gone]))[0];
  const { port } = await heard();
  return {
    serial: `127.0.0.1:${port}`,
    /** What was read from it until now. */
    async stats() {
      child.send('stats');
      return (await heard()).stats;
    },
    stop: () => void child.kill('SIGKILL'),
  };
}
