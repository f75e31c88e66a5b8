import type { ChildProcess } from 'node:child_process';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A real Secret Service (GNOME's) on a bus of its own, unlocked, as a desktop has one. */
export class Keychain {
  private constructor(
    private readonly folder: string,
    private readonly processes: readonly ChildProcess[],
    /** What a program needs to find it. */
    readonly env: { readonly DBUS_SESSION_BUS_ADDRESS: string },
  ) {}

  static async start(): Promise<Keychain> {
    const folder = mkdtempSync(join(tmpdir(), 'hfk-'));
    const bus = spawn(
      'dbus-daemon',
      ['--session', '--nofork', '--print-address', `--address=unix:dir=${folder}`],
      {
        stdio: ['ignore', 'pipe', 'ignore'],
      },
    );
    const env = { DBUS_SESSION_BUS_ADDRESS: (await firstLine(bus)).trim() };
    for (const name of ['data', 'run']) mkdirSync(join(folder, name), { mode: 0o700 });
    const daemon = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {
        ...process.env,
        ...env,
        XDG_DATA_HOME: join(folder, 'data'),
        XDG_RUNTIME_DIR: join(folder, 'run'),
      },
    });
    daemon.stdin.end('password of the session');
    await until(() => isServed(env) && existsSync(join(folder, 'data/keyrings/login.keyring')));
    return new Keychain(folder, [daemon, bus], env);
  }

  async stop(): Promise<void> {
    for (const one of this.processes) {
      if (one.exitCode !== null || one.signalCode !== null) continue;
      const gone = new Promise((resolve) => one.once('exit', resolve));
      one.kill();
      await gone;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const NAME_HAS_OWNER =
  '--session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets';

const isServed = (env: Record<string, string>): boolean =>
  spawnSync('dbus-send', NAME_HAS_OWNER.split(' '), { env: { ...process.env, ...env } }).stdout.includes(
    'true',
  );

async function until(isTrue: () => boolean): Promise<void> {
  const deadline = Date.now() + 10_000;
  while (!isTrue()) {
    if (Date.now() > deadline) throw new Error('the keychain did not start');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const firstLine = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.stdout?.once('data', (part: Buffer) => resolve(part.toString('utf8').split('\n')[0] ?? ''));
    child.once('error', reject);
    child.once('exit', () => reject(new Error('it ended before it said anything')));
  });
