import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresBinaries } from './binaries.js';
import { CLUSTER_USER, makeCluster } from './make-cluster.js';
import { isPostmasterOf, runningPostmaster, type RunningPostmaster } from './postmaster-file.js';
import { runAs, unprivilegedUser } from './unprivileged-user.js';

const START_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;
const LOG_LIMIT = 10 * 1024 * 1024;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

/**
 * A PostgreSQL of the server's own: data and password in one folder, on loopback only, in a process group of its own,
 * so that Ctrl-C reaches the server first and the database is stopped last. One that outlived a killed server is taken over.
 */
export class EmbeddedPostgres {
  #running: RunningPostmaster | undefined;
  readonly #folder: string;
  readonly #logFile: string;

  constructor(
    parent: string,
    private readonly password: string,
    private readonly flags: readonly string[] = [],
  ) {
    this.#folder = join(parent, 'postgres');
    this.#logFile = join(parent, 'postgres.log');
  }

  /** Starts or takes over, and answers the address of a database of the cluster. */
  async start(): Promise<void> {
    await makeCluster(this.#folder, this.password);
    this.#running = runningPostmaster(this.#folder);
    for (let tries = 1; this.#running === undefined; tries += 1) {
      try {
        this.#running = await this.spawn(await freePort());
      } catch (error) {
        // Somebody may have taken the port between asking for it and using it.
        if (tries >= 3) throw error;
      }
    }
    await this.answers(this.#running);
  }

  /** Address of a database of this cluster, password included: not for logs. */
  url(database: string): string {
    if (!this.#running) throw new Error('The embedded database does not run');
    const port = runningPostmaster(this.#folder)?.port ?? this.#running.port;
    return `postgres://${CLUSTER_USER}:${this.password}@127.0.0.1:${port}/${database}`;
  }

  /** Stops in an orderly way (SIGINT: open transactions are rolled back); after 20 s without waiting (SIGQUIT). */
  async stop(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (!running || !isPostmasterOf(running.pid, this.#folder)) return;
    process.kill(running.pid, 'SIGINT');
    const until = Date.now() + STOP_WITHIN_MS;
    let hurried = false;
    while (isPostmasterOf(running.pid, this.#folder)) {
      if (Date.now() > until && !hurried) {
        hurried = true;
        process.kill(running.pid, 'SIGQUIT');
      }
      await sleep(25);
    }
  }

  private async spawn(port: number): Promise<RunningPostmaster> {
    const { postgres } = postgresBinaries();
    const settings = {
      listen_addresses: '127.0.0.1',
      // Only the password opens it: a socket in a shared folder would be one more door.
      unix_socket_directories: '',
      max_connections: '60',
      timezone: 'UTC',
      log_timezone: 'UTC',
      // Values of a failed statement would put names and e-mail addresses into a file.
      log_parameter_max_length_on_error: '0',
      log_min_error_statement: 'panic',
    };
    const args = ['-D', this.#folder, '-p', String(port)];
    for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
    args.push(...this.flags);
    const how = runAs(unprivilegedUser(), postgres, args, [postgres, this.#folder]);
    const log = this.openLog();
    const child = spawn(how.program, how.args, {
      ...how.ids,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    child.unref();
    const ended = new Promise<never>((_resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`PostgreSQL ended (${code}). ${this.lastLines()}`)));
    });
    ended.catch(() => undefined);
    const running = { pid: child.pid ?? 0, port };
    try {
      await Promise.race([this.answers(running), ended]);
    } finally {
      child.removeAllListeners('exit');
    }
    return running;
  }

  private async answers({ pid, port }: RunningPostmaster): Promise<void> {
    const until = Date.now() + START_WITHIN_MS;
    for (;;) {
      const client = new pg.Client({
        host: '127.0.0.1',
        port: port || (runningPostmaster(this.#folder)?.port ?? 0),
        user: CLUSTER_USER,
        password: this.password,
        database: 'postgres',
      });
      client.on('error', () => undefined);
      try {
        await client.connect();
        await client.end();
        return;
      } catch (error) {
        if (Date.now() > until) {
          throw new Error(`The database (process ${pid}) does not answer. ${this.lastLines()}`, {
            cause: error,
          });
        }
      }
      await sleep(50);
    }
  }

  private openLog(): number {
    try {
      if (statSync(this.#logFile).size > LOG_LIMIT) truncateSync(this.#logFile);
    } catch {
      // The first start.
    }
    return openSync(this.#logFile, 'a', 0o600);
  }

  private lastLines(): string {
    try {
      const lines = readFileSync(this.#logFile, 'utf8').trimEnd().split('\n').slice(-8);
      return `Its log, ${this.#logFile}, ends with:\n${lines.join('\n')}`;
    } catch {
      return `It wrote no log to ${this.#logFile}.`;
    }
  }
}
