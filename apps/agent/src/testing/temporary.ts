import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for one spec file, with a password file in it. */
export interface Temporary {
  readonly root: string;
  readonly password: string;
  at(...names: string[]): string;
  remove(): void;
}

export function temporary(): Temporary {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-agent-'));
  const password = join(root, 'password');
  writeFileSync(password, 'correct horse\n');
  return {
    root,
    password,
    at: (...names) => join(root, ...names),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
