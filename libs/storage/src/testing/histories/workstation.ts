import { cpSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { KeyPair } from '../../crypto/key-pair.js';
import { openRepository } from '../../repository/open-repository.js';
import type { Repository } from '../../repository/repository.js';
import type { HistoryPlace } from './place.js';
import type { Trouble } from './trouble.js';
import { TroubledLocation } from './troubled-location.js';

/** One computer with its work folder, key and clock. A program on it may stay open from one thing to the next. */
export class Workstation {
  /** Names that its own reading of everything has found altered. */
  readonly knownAltered = new Set<string>();
  private readonly workFolder: string;
  private readonly asKilled: string;
  private readonly line: TroubledLocation;
  private repository: Repository | undefined;
  private dead = false;

  constructor(
    readonly name: string,
    folder: string,
    place: HistoryPlace,
    readonly pair: KeyPair,
    private readonly clock: { now: number },
    /** How far its clock is off. */
    readonly offMs: number,
  ) {
    this.workFolder = join(folder, name);
    this.asKilled = `${this.workFolder}.killed`;
    mkdirSync(this.workFolder, { recursive: true });
    this.line = new TroubledLocation(place.location, () => this.keepAsKilled());
  }

  readonly now = (): Date => new Date((this.clock.now += 1000) + this.offMs);

  /** Runs a program, or goes on with the one that is open. @throws what the program ends with */
  async run<T>(
    trouble: Trouble,
    stays: boolean,
    work: (repository: Repository, line: TroubledLocation) => Promise<T>,
  ): Promise<{ result: T; struck: boolean }> {
    this.line.meet(trouble);
    try {
      this.repository ??= await openRepository({
        location: this.line,
        workFolder: this.workFolder,
        unlock: { kind: 'key', privateKey: this.pair.privateKey },
      });
      const result = await work(this.repository, this.line);
      return { result, struck: this.line.struck };
    } finally {
      if (!stays || this.dead) await this.end();
      this.line.meet({ kind: 'none' });
    }
  }

  /** Its program ends; what a kill left on the disk is what the next one finds. */
  async end(): Promise<void> {
    await this.repository?.close();
    this.repository = undefined;
    if (!this.dead) return;
    this.dead = false;
    rmSync(this.workFolder, { recursive: true, force: true });
    if (existsSync(this.asKilled)) cpSync(this.asKilled, this.workFolder, { recursive: true });
    else mkdirSync(this.workFolder);
    rmSync(this.asKilled, { recursive: true, force: true });
  }

  /** Another computer takes its place, with the same key. */
  async loseWorkFolder(): Promise<void> {
    await this.end();
    this.knownAltered.clear();
    rmSync(this.workFolder, { recursive: true, force: true });
    mkdirSync(this.workFolder);
  }

  /** The disk as it is at this moment: what a dead program cleans up afterwards does not count. */
  private keepAsKilled(): void {
    this.dead = true;
    rmSync(this.asKilled, { recursive: true, force: true });
    cpSync(this.workFolder, this.asKilled, { recursive: true });
  }
}
