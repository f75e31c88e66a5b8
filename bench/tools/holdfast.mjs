import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../apps/agent/bin/holdfast.mjs', import.meta.url));

/**
 * Our side: the real command line as built, through the wrapper that `npx holdfast` starts. Its process and its memory
 * count, as a person pays for both. `--json` so that no progress is drawn, as with the others.
 */
export function holdfast({ home, place, passwordFile, env }) {
  const verb = (name, ...more) => ({
    command: [
      process.execPath,
      PROGRAM,
      name,
      ...more,
      '--repository',
      place.kind === 's3' ? `s3://${place.bucket}/holdfast` : join(place.folder, 'holdfast'),
      '--password-file',
      passwordFile,
      '--work-folder',
      join(home, 'holdfast-work'),
      '--json',
    ],
    env: { ...env, HOLDFAST_HOME: join(home, 'holdfast-home') },
  });
  return {
    name: 'holdfast',
    repositoryFolder: join(place.folder ?? '', 'holdfast'),
    init: () => verb('init'),
    backup: (source) => verb('backup', '--source', `folder:${source}`),
    quietBackup: (source) => verb('backup', '--source', `folder:${source}`, '--pace', 'quiet'),
    restore: (target) => verb('restore', 'latest', '--target', target),
    /** Where `restore` puts the source's own contents. */
    restored: (target) => target,
    check: () => verb('verify', '--read-data'),
  };
}

export const holdfastVersion = [process.execPath, PROGRAM, '--version'];
