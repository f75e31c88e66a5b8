import type { z } from 'zod';
import { Fault } from '../faults/fault.js';
import { readIfThere, writePrivateFile } from './private-file.js';

/** One JSON file of the state folder with its schema: parsed when read, replaced whole when written, mode 0600. */
export class JsonFile<S extends z.ZodType> {
  constructor(
    readonly path: string,
    private readonly schema: S,
  ) {}

  /** undefined where there is none. @throws Fault `internal` where it is not what this program wrote */
  async read(): Promise<z.infer<S> | undefined> {
    const text = await readIfThere(this.path);
    if (text === undefined) return undefined;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      value = undefined;
    }
    const parsed = this.schema.safeParse(value);
    if (parsed.success) return parsed.data;
    throw new Fault('internal', {
      what: `${this.path} is not what Holdfast wrote there.`,
      holds: 'It was left as it is; backups are untouched.',
      next: 'Move the file away and enrol this workstation again.',
    });
  }

  /** Only what the schema names is kept: whatever else the value carries is not. */
  async write(value: z.infer<S>): Promise<void> {
    await writePrivateFile(this.path, `${JSON.stringify(this.schema.parse(value), undefined, 2)}\n`);
  }
}
