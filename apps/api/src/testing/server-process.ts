import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MAIN = join(import.meta.dirname, '../../dist/main.js');

/** The server as built, in a process of its own, as a person starts it. */
export class ServerProcess {
  private readonly child: ChildProcess;
  output = '';
  readonly ended: Promise<number | null>;

  constructor(settings: Record<string, string>) {
    this.child = spawn(process.execPath, [MAIN], {
      env: { PATH: process.env['PATH'] ?? '', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString()));
    }
    this.ended = new Promise((resolve) => this.child.once('exit', (code) => resolve(code)));
  }

  /** Waits for the address that the server prints when it serves. */
  async origin(): Promise<string> {
    for (let tries = 0; tries < 400; tries += 1) {
      const found = /Holdfast is at (\S+)/.exec(this.output);
      if (found?.[1]) return found[1];
      if (this.child.exitCode !== null) break;
      await sleep(50);
    }
    throw new Error(`The server did not start: ${this.output.slice(-2000)}`);
  }

  setupToken(): string | undefined {
    return /Setup token: (\S+)/.exec(this.output)?.[1];
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }
}
