import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { workspace } from '../workspace/folders.mjs';
import { runProgram, startProgram } from './child-process.mjs';
import { built } from './built.mjs';
import { foldersBelow } from './folders.mjs';
import { waitFor } from './wait-for.mjs';

/**
 * The whole of Holdfast on one computer: server, one workstation's agent, one phone in software. The quick start
 * and the demo are two stories told with it.
 */
export class HoldfastHouse {
  constructor({ root, port, phonePort, log = () => {} }) {
    this.folders = foldersBelow(root);
    this.port = port;
    this.phonePort = phonePort;
    this.origin = `http://localhost:${port}`;
    this.phoneAddress = `127.0.0.1:${phonePort}`;
    this.log = log;
    /** A data folder and an adb server of its own, no keychain: a demo never touches what is of whoever runs it. */
    this.agentEnv = {
      HOLDFAST_HOME: this.folders.workstation,
      HOLDFAST_KEY_STORE: 'file',
      ADB_SERVER_SOCKET: 'tcp:127.0.0.1:1',
    };
  }

  /** Starts the server and waits until it can serve. Answers the tokens that the demo company offers now. */
  async startServer() {
    await mkdir(this.folders.root, { recursive: true });
    await rm(this.folders.demoFile, { force: true });
    this.server = startProgram('server', [built.api], {
      env: {
        HOLDFAST_DEMO: '1',
        HOLDFAST_DATA: this.folders.data,
        PORT: String(this.port),
        PUBLIC_ORIGIN: this.origin,
      },
      onLine: (line) => this.log('server', line),
    });
    await waitFor('the server', async () => (await fetch(`${this.origin}/health/ready`)).ok, {
      alive: this.server.running,
      timeoutMs: 90_000,
    }).catch((error) => {
      throw new Error(`${error.message} It said last:\n${this.server.lastLines()}`);
    });
    return JSON.parse(await readFile(this.folders.demoFile, 'utf8'));
  }

  holdfast(args, allow = [0]) {
    return runProgram(`holdfast ${args[0]}`, [built.agent, ...args], { env: this.agentEnv, allow });
  }

  isWorkstationEnrolled() {
    return existsSync(this.folders.recoveryCode);
  }

  /** Enrols the demo laptop with a one-time token; the recovery code goes to a file of mode 0600. */
  async enrolWorkstation(token) {
    await mkdir(this.folders.workstation, { recursive: true, mode: 0o700 });
    const tokenFile = `${this.folders.workstation}/enrolment-token`;
    await writeFile(tokenFile, token, { mode: 0o600 });
    try {
      await this.holdfast([
        'enrol',
        ...[this.origin, '--token-file', tokenFile, '--label', "Mira's laptop"],
        ...['--accept-notice', '--recovery-code-file', this.folders.recoveryCode],
      ]);
    } finally {
      await rm(tokenFile, { force: true });
    }
  }

  /** The phone has to be plugged in for this: it is asked who it is, once. */
  async enrolPhone() {
    await this.holdfast(['enrol', '--phone', this.phoneAddress, '--label', "Mira's Pixel", '--yes']);
  }

  /** Plugs the phone in: from now on it answers at its address. */
  async plugIn() {
    this.phone = startProgram(
      'phone',
      [built.phone, 'android', '--port', String(this.phonePort), '--root', this.folders.phone, '--seed', '1'],
      { onLine: (line) => this.log('phone', line) },
    );
    await waitFor('the phone', () => this.phone.lastLines().includes('/sdcard'), {
      alive: this.phone.running,
    });
  }

  isPluggedIn() {
    return this.phone?.running() ?? false;
  }

  /** Edits, adds, deletes and renames something on the phone. Answers what it did. */
  async changePhone(seed) {
    const script = join(workspace, 'infra/quick-start/change-phone.mjs');
    const { stdout } = await runProgram('change-phone', [script, this.folders.phone, String(seed)]);
    return JSON.parse(stdout);
  }

  async unplug() {
    await this.phone?.stop();
  }

  startAgent() {
    this.agent = startProgram('agent', [built.agent, 'agent'], {
      env: this.agentEnv,
      onLine: (line) => this.log('agent', line),
    });
  }

  /** Stops everything, the server last, so that the agent can still say goodbye. */
  async stop() {
    await this.unplug();
    await this.agent?.stop();
    await this.server?.stop(20_000);
  }
}
