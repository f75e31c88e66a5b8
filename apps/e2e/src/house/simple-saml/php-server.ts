import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Running } from '../program.js';

const requireFree = async (port: number): Promise<void> => {
  const probe = createServer();
  probe.listen(port, '127.0.0.1');
  try {
    await once(probe, 'listening');
  } catch (error) {
    throw new Error(`Port ${port} is in use: the identity provider was not started.`, { cause: error });
  }
  probe.close();
  await once(probe, 'close');
};

export interface PhpServer {
  readonly port: number;
  /** What it serves; `router` decides first. */
  readonly root: string;
  readonly router: string;
  readonly env: Record<string, string>;
}

/** PHP's own web server on 127.0.0.1 with four workers. @throws Error when the port is in use */
export async function startPhpServer({ port, root, router, env }: PhpServer): Promise<Running> {
  await requireFree(port);
  const settings = ['opcache.enable=0', 'display_errors=0', 'log_errors=1', 'error_log='];
  const child = spawn(
    'php',
    [...settings.flatMap((one) => ['-d', one]), '-S', `127.0.0.1:${port}`, '-t', root, router],
    {
      env: { PATH: process.env['PATH'] ?? '', PHP_CLI_SERVER_WORKERS: '4', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its workers outlive it: they get a group of their own, and the whole group is ended.
      detached: true,
    },
  );
  let said = '';
  const note = (part: Buffer) => {
    said = (said + part.toString('utf8')).slice(-20_000);
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  child.once('error', (error) => (said += `php cannot be started: ${error.message}`));
  const closed = once(child, 'close');
  const end = (signal: NodeJS.Signals) => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  };
  const atExit = () => end('SIGKILL');
  process.once('exit', atExit);
  return {
    said: () => said,
    alive: () => child.pid !== undefined && child.exitCode === null && child.signalCode === null,
    stop: async () => {
      process.off('exit', atExit);
      if (child.pid === undefined) return;
      // The pipes close once the last worker is gone. On SIGINT the parent waits for its workers, so that none is left a zombie.
      const timer = setTimeout(() => end('SIGKILL'), 5000);
      end('SIGINT');
      await closed;
      clearTimeout(timer);
    },
  };
}
