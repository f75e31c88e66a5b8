import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What one adb command did. */
export interface AdbResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly bytes: Buffer;
}

/** The real adb, with a server of its own on a free port and a home of its own: nobody else's server is touched. */
export class RealAdb {
  private constructor(
    readonly port: number,
    private readonly home: string,
  ) {}

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Starts a server; fails clearly where adb is not installed. */
  static async start(): Promise<RealAdb> {
    const adb = new RealAdb(await freePort(), await mkdtemp(join(tmpdir(), 'holdfast-adb-')));
    const started = await adb.run('start-server');
    if (started.code !== 0)
      throw new Error(`adb is needed for this suite and did not start: ${started.stderr}`);
    return adb;
  }

  /** Runs one command; resolves with its exit code whatever it is. */
  run(...words: string[]): Promise<AdbResult> {
    const { home } = this;
    const env = {
      PATH: process.env['PATH'],
      HOME: home,
      ADB_VENDOR_KEYS: '',
      ANDROID_USER_HOME: home,
      TMPDIR: home,
    };
    return new Promise((resolve) => {
      const options = { env, encoding: 'buffer', timeout: 20_000, maxBuffer: 64 * 1024 * 1024 } as const;
      const child = execFile('adb', ['-P', String(this.port), ...words], options, (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({
          code,
          stdout: stdout.toString(),
          stderr: stderr.toString() + (code === -1 ? String(error) : ''),
          bytes: stdout,
        });
      });
      child.stdin?.end();
    });
  }

  /** The state that `adb devices` shows for a serial, once it is `wanted`, or whatever it is after 10 s. */
  async state(serial: string, wanted: string): Promise<string | undefined> {
    let state: string | undefined;
    for (let left = 100; left > 0; left -= 1) {
      const { stdout } = await this.run('devices');
      state = stdout
        .split('\n')
        .find((line) => line.startsWith(`${serial}\t`))
        ?.split('\t')[1];
      if (state === wanted) break;
      await sleep(100);
    }
    return state;
  }

  /** Its server ends, as after an update or a person's `kill-server`. */
  async killServer(): Promise<void> {
    await this.run('kill-server');
  }

  async startServer(): Promise<void> {
    await this.run('start-server');
  }

  async stop(): Promise<void> {
    await this.run('kill-server');
    await rm(this.home, { recursive: true, force: true });
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}
