import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FRESH_MS = 60_000;

/** When this user last tried to start an adb server, and what was in the way: kept for a minute, for all programs. */
export class LastStart {
  private readonly file: string;

  constructor(private readonly folder: string) {
    this.file = join(folder, 'adb-start');
  }

  /** The problem of a start less than a minute ago, empty where there was none; `undefined`: there was no such start. */
  async recent(): Promise<string | undefined> {
    try {
      const age = Date.now() - (await stat(this.file)).mtimeMs;
      // A moment in the future is a clock that was set back: it says nothing.
      return age >= 0 && age < FRESH_MS ? await readFile(this.file, 'utf8') : undefined;
    } catch {
      return undefined;
    }
  }

  /** A folder that cannot be written is told by whatever needs it; without this file a start is only tried more often. */
  async remember(problem: string): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 })
      .then(() => writeFile(this.file, problem, { mode: 0o600 }))
      .catch(() => undefined);
  }
}
