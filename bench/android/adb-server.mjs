import { execFile, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { mkdirSync } from 'node:fs';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The version line of adb; null where there is none on the PATH. */
export function adbVersion() {
  const { stdout, error } = spawnSync('adb', ['version'], { encoding: 'utf8' });
  return error ? null : (/^Version (.+)$/m.exec(stdout)?.[1] ?? stdout.split('\n')[0]);
}

/** The real adb server, on a port and in a home of its own: nobody else's is touched. */
export async function startAdbServer(home) {
  mkdirSync(home);
  const port = await freePort();
  const env = { PATH: process.env.PATH, HOME: home, TMPDIR: home, ANDROID_ADB_SERVER_PORT: String(port) };
  const adb = (...words) => run('adb', words, { env, timeout: 20_000 });
  await adb('start-server');
  return {
    address: `127.0.0.1:${port}`,
    env,
    async connect(serial) {
      const { stdout } = await adb('connect', serial);
      if (!stdout.includes('connected to')) throw new Error(`adb does not reach the phone: ${stdout.trim()}`);
      await adb('-s', serial, 'wait-for-device');
    },
    pull: (serial, from, to) => ({ command: ['adb', '-s', serial, 'pull', '-a', from, to], env }),
    stop: () => void spawnSync('adb', ['kill-server'], { env }),
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
