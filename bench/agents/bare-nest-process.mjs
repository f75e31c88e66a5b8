import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Starts the bare application in a process of its own. */
export async function startBareNest() {
  const child = spawn(process.execPath, [fileURLToPath(new URL('bare-nest.mjs', import.meta.url))], {
    env: { PATH: process.env.PATH, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  let said = '';
  const port = await new Promise((resolve, reject) => {
    child.stdout.on('data', (part) => {
      said += part;
      const found = /port (\d+)/.exec(said);
      if (found) resolve(Number(found[1]));
    });
    child.once('exit', () => reject(new Error('The bare application did not start.')));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { port, stop };
}
