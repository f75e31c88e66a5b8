import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';

/** Runs one of Debian's tools for iPhones against a muxer; gives all that it printed. Rejects where it fails. */
export function idevice(address: string, tool: string, ...words: string[]): Promise<string> {
  const env = { PATH: process.env['PATH'], HOME: tmpdir(), USBMUXD_SOCKET_ADDRESS: address };
  const options = { env, timeout: 30_000, killSignal: 'SIGKILL', maxBuffer: 64 * 1024 * 1024 } as const;
  return new Promise((resolve, reject) => {
    const child = execFile(tool, words, options, (error, stdout, stderr) => {
      if (error?.code === 'ENOENT')
        return reject(new Error(`${tool} is needed for this suite: apt-get install libimobiledevice-utils`));
      if (error !== null) return reject(new Error(`${tool} ${words.join(' ')}: ${stdout}${stderr}`));
      resolve(stdout + stderr);
    });
    child.stdin?.end();
  });
}
