import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a phone or a computer remembers across starts: files in a folder beside the phone's own, never inside of it. */
export class StateFolder {
  constructor(readonly path: string) {}

  async read(name: string): Promise<Buffer | undefined> {
    return readFile(join(this.path, name)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw error;
    });
  }

  /** Replaces the file as a whole. */
  async write(name: string, bytes: Uint8Array | string): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    const file = join(this.path, name);
    await writeFile(`${file}.new`, bytes, { mode: 0o600 });
    await rename(`${file}.new`, file);
  }

  async readJson(name: string): Promise<unknown> {
    const bytes = await this.read(name);
    return bytes === undefined ? undefined : JSON.parse(bytes.toString('utf8'));
  }

  async writeJson(name: string, value: unknown): Promise<void> {
    await this.write(name, `${JSON.stringify(value, undefined, 2)}\n`);
  }
}
