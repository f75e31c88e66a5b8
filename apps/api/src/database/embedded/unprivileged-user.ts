import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** The user that PostgreSQL runs as when the server runs as root, which PostgreSQL refuses to be. */
export interface UnprivilegedUser {
  readonly uid: number;
  readonly gid: number;
}

const lookUp = (name: string): UnprivilegedUser | undefined => {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`));
  const [, , uid, gid] = line?.split(':') ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined;
};

const create = (): void => {
  try {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres'], {
      stdio: 'ignore',
    });
  } catch {
    // A machine without useradd: `nobody` is there.
  }
};

/** Undefined unless the server runs as root. Prefers `postgres`, makes it if it can, else takes `nobody`. */
export const unprivilegedUser = (): UnprivilegedUser | undefined => {
  if (process.getuid?.() !== 0) return undefined;
  const found = lookUp('postgres') ?? (create(), lookUp('postgres')) ?? lookUp('nobody');
  if (!found)
    throw new Error('PostgreSQL does not run as root, and there is no other user here. Set DATABASE_URL.');
  return found;
};

/** May this user pass through every folder above the file? A checkout below /root may not be passed through. */
export const canReach = (file: string, user: UnprivilegedUser): boolean => {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
};

/** A program and its arguments, run as that user; where folders are in the way, with the one capability to pass and read them. */
export const runAs = (
  user: UnprivilegedUser | undefined,
  program: string,
  args: readonly string[],
  mustReach: readonly string[],
): { program: string; args: string[]; ids: { uid?: number; gid?: number } } => {
  if (!user) return { program, args: [...args], ids: {} };
  if (mustReach.every((file) => canReach(file, user))) return { program, args: [...args], ids: user };
  return {
    program: 'setpriv',
    args: [
      `--reuid=${user.uid}`,
      `--regid=${user.gid}`,
      '--clear-groups',
      '--inh-caps=-all,+dac_read_search',
      '--ambient-caps=+dac_read_search',
      // Without it access(2), by which initdb looks for its other programs, forgets the capability.
      '--securebits=+no_setuid_fixup',
      program,
      ...args,
    ],
    ids: {},
  };
};
