import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of its own for one spec file, with a password file in it, and room for a repository. */
export interface Temporary {
  readonly root: string;
  readonly password: string;
  /** The words of `init` that make the repository. */
  readonly newRepository: readonly string[];
  /**
   * The words that open it, by its recovery code: a password is slow on purpose (0.2 s of a short command's 0.3, measured
   * 2026-11-27), and most specs are about something else.
   */
  readonly repository: readonly string[];
  at(...names: string[]): string;
  remove(): void;
}

export function temporary(): Temporary {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-agent-'));
  const password = join(root, 'password');
  writeFileSync(password, 'correct horse\n');
  const code = [
    '--repository',
    join(root, 'repository'),
    '--recovery-code-file',
    join(root, 'repository-code'),
  ];
  return {
    root,
    password,
    newRepository: [...code, '--password-file', password],
    repository: code,
    at: (...names) => join(root, ...names),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}
