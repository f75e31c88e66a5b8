import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { freePort } from './free-port.js';
import { BUILT, runProgram, type Running, startProgram } from './program.js';
import { waitFor } from './wait-for.js';

/** The whole of Holdfast on this computer: server with its own database and storage, one workstation, one phone. */
export class House {
  readonly serial = 'SERIALOFNOCONCERN';
  readonly #running: Running[] = [];
  #phone: Running | undefined;

  private constructor(
    readonly folder: string,
    readonly origin: string,
    readonly phonePort: number,
    readonly setupToken: string,
    readonly enrolmentToken: string,
  ) {}

  /** Starts the server with the demo company in a folder of its own, on free ports. */
  static async open(): Promise<House> {
    const folder = await mkdtemp(join(tmpdir(), 'holdfast-e2e-'));
    const port = await freePort();
    const origin = `http://localhost:${port}`;
    const server = startProgram([BUILT.api], {
      HOLDFAST_DEMO: '1',
      HOLDFAST_DATA: join(folder, 'data'),
      PORT: String(port),
      PUBLIC_ORIGIN: origin,
    });
    const ready = async () => (await fetch(`${origin}/health/ready`)).ok;
    await waitFor('the server', ready, { timeoutMs: 90_000, alive: server.alive }).catch(
      async (error: Error) => {
        await server.stop();
        throw new Error(`${error.message} It said:\n${server.said()}`);
      },
    );
    const offered = JSON.parse(await readFile(join(folder, 'data/demo.json'), 'utf8')) as {
      setupToken: string;
      enrolmentToken: string;
    };
    const house = new House(folder, origin, await freePort(), offered.setupToken, offered.enrolmentToken);
    house.#running.push(server);
    return house;
  }

  /** The workstation's own data folder, no keychain, and an adb server that is none: no real phone here is ever touched. */
  get #workstation() {
    return {
      HOLDFAST_HOME: join(this.folder, 'workstation'),
      HOLDFAST_KEY_STORE: 'file',
      ADB_SERVER_SOCKET: 'tcp:127.0.0.1:1',
    };
  }

  /** Enrols the workstation with the demo's one-time token. */
  async enrolWorkstation(): Promise<void> {
    await mkdir(this.#workstation.HOLDFAST_HOME, { recursive: true, mode: 0o700 });
    const tokenFile = join(this.folder, 'enrolment-token');
    await writeFile(tokenFile, this.enrolmentToken, { mode: 0o600 });
    await this.#holdfast(
      'enrol',
      this.origin,
      '--token-file',
      tokenFile,
      '--label',
      "Mira's laptop",
      '--accept-notice',
      '--recovery-code-file',
      join(this.folder, 'recovery-code'),
    );
  }

  /** Begins to enrol the workstation as its person: the address that they open, and what comes of it, as JSON. */
  async beginEnrolment(label: string): Promise<{ address: string; enrolled: Promise<string> }> {
    const code = ['--recovery-code-file', join(this.folder, 'recovery-code'), '--prove-recovery-code'];
    const words = [
      'enrol',
      this.origin,
      '--no-browser',
      '--label',
      label,
      '--accept-notice',
      '--json',
      ...code,
    ];
    const program = startProgram([BUILT.agent, ...words], this.#workstation);
    const address = (): string => /^ {2}(http\S+)$/m.exec(program.said())?.[1] ?? '';
    await waitFor('the address to open', () => address() !== '', { alive: program.alive });
    const enrolled = waitFor('the enrolment', () => !program.alive()).then(() => program.said());
    return { address: address(), enrolled };
  }

  /** Enrols the phone while it is plugged in for a moment. */
  async enrolPhone(): Promise<void> {
    await this.plugIn();
    await this.#holdfast(
      'enrol',
      '--phone',
      `127.0.0.1:${this.phonePort}`,
      '--label',
      "Mira's Pixel",
      '--yes',
    );
    await this.unplug();
  }

  startAgent(): void {
    this.#running.push(startProgram([BUILT.agent, 'agent'], this.#workstation));
  }

  async plugIn(): Promise<void> {
    const root = join(this.folder, 'phone');
    const port = String(this.phonePort);
    const words = ['--port', port, '--root', root, '--seed', '1', '--serial', this.serial];
    const phone = startProgram([BUILT.phone, 'android', ...words]);
    this.#phone = phone;
    await waitFor('the phone', () => phone.said().includes('/sdcard'), { alive: phone.alive });
  }

  async unplug(): Promise<void> {
    await this.#phone?.stop();
    this.#phone = undefined;
  }

  /** Folders with the anchors of audit logs, as they lie in the server's own location; none before the first was written. */
  async anchors(): Promise<string[]> {
    const objects = join(this.folder, 'data/objects');
    const locations = await readdir(objects).catch(() => []);
    const folders = locations.map((id) => join(objects, id, 'audit'));
    return folders.filter((folder) => existsSync(folder));
  }

  /** What `holdfast-admin` says of an export; fails unless it is proven. */
  proveLog(exported: string, ...kept: string[]): Promise<string> {
    return runProgram([BUILT.admin, 'audit', 'verify', exported, ...kept]);
  }

  /** The last of what every program printed, for the message of a test that failed. */
  said(): string {
    return this.#running.map((program) => program.said().slice(-20_000)).join('\n---\n');
  }

  /** All that the server printed. */
  serverSaid(): string {
    return this.#running[0]?.said() ?? '';
  }

  /** The server's data folder, and that of the workstation. */
  get data(): string {
    return join(this.folder, 'data');
  }
  get workstationFolder(): string {
    return this.#workstation.HOLDFAST_HOME;
  }

  /** Puts a file on the phone while it is not plugged in. */
  async putOnPhone(path: string, text: string): Promise<void> {
    const file = join(this.folder, 'phone', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  async close(): Promise<void> {
    await this.unplug();
    for (const program of this.#running.reverse()) await program.stop();
    await rm(this.folder, { recursive: true, force: true });
  }

  #holdfast(...args: string[]): Promise<string> {
    return runProgram([BUILT.agent, ...args], this.#workstation);
  }
}
