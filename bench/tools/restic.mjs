import { join } from 'node:path';

/**
 * restic as its own manual starts it: a repository of its newest version (compression on), its cache in use. Packs of
 * 16 MiB and two connections to a folder, five to S3, are its defaults and stay.
 */
export function restic({ home, place, passwordFile, env }) {
  const repository =
    place.kind === 's3' ? `s3:${place.endpoint}/${place.bucket}/restic` : join(place.folder, 'restic');
  const verb = (...words) => ({
    command: [
      'restic',
      ...words,
      '--repo',
      repository,
      '--password-file',
      passwordFile,
      '--cache-dir',
      join(home, 'restic-cache'),
    ],
    env: { ...env, RESTIC_PROGRESS_FPS: '0.1' },
  });
  return {
    name: 'restic',
    repositoryFolder: join(place.folder ?? '', 'restic'),
    init: () => verb('init', '--repository-version', 'latest'),
    backup: (source) => verb('backup', source),
    restore: (target) => verb('restore', 'latest', '--target', target),
    restored: (target, source) => join(target, source),
    check: () => verb('check', '--read-data'),
  };
}

export const resticVersion = ['restic', 'version'];
