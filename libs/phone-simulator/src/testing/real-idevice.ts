import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What one of Debian's tools did. */
export interface ToolResult {
  readonly code: number;
  /** Both outputs, one after the other: the tools use them as they like. */
  readonly text: string;
}

/** Runs one of libimobiledevice's tools against a muxer; resolves with its exit code whatever it is. */
export function idevice(address: string, tool: string, ...words: string[]): Promise<ToolResult> {
  const env = { PATH: process.env['PATH'], HOME: tmpdir(), USBMUXD_SOCKET_ADDRESS: address };
  return new Promise((resolve, reject) => {
    const options = {
      env,
      encoding: 'latin1',
      timeout: 30_000,
      killSignal: 'SIGKILL',
      maxBuffer: 64 * 1024 * 1024,
    } as const;
    const child = execFile(tool, words, options, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT')
        return reject(new Error(`${tool} is needed for this suite: apt-get install libimobiledevice-utils`));
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      resolve({ code, text: Buffer.from(stdout + stderr, 'latin1').toString('utf8') });
    });
    child.stdin?.end();
  });
}

/** A temporary directory with room for a phone's files at `root`, its state beside it, and a socket. */
export async function makeIphoneFolder(): Promise<{
  readonly base: string;
  readonly root: string;
  readonly socket: string;
  remove(): Promise<void>;
}> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'holdfast-iphone-')));
  return {
    base,
    root: join(base, 'phone'),
    socket: join(base, 'mux.sock'),
    remove: () => rm(base, { recursive: true, force: true }),
  };
}
