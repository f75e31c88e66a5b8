import { join } from 'node:path';
import { holdfastCommand } from './holdfast-command.mjs';

/** Our side, on the same place as the others. */
export function holdfast({ home, place, passwordFile, env }) {
  const verb = holdfastCommand({
    repository: place.kind === 's3' ? `s3://${place.bucket}/holdfast` : join(place.folder, 'holdfast'),
    passwordFile,
    work: join(home, 'holdfast-work'),
    home: join(home, 'holdfast-home'),
    env,
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
