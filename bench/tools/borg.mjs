import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * borg as its quick start does it: `repokey` encryption (AES-CTR and HMAC-SHA256, which this kind of processor has
 * instructions for), and zstd at level 3, as Holdfast and restic compress: with its lz4 it is faster and stores more. It
 * has no S3.
 */
export function borg({ home, place, passwordFile, env }) {
  const repository = join(place.folder, 'borg');
  const verb = (...words) => ({
    command: ['borg', ...words],
    env: {
      ...env,
      BORG_REPO: repository,
      BORG_PASSPHRASE: readFileSync(passwordFile, 'utf8').trim(),
      BORG_BASE_DIR: join(home, 'borg-base'),
      BORG_RELOCATED_REPO_ACCESS_IS_OK: 'yes',
    },
  });
  let archives = 0;
  return {
    name: 'borg',
    repositoryFolder: repository,
    init: () => verb('init', '--encryption=repokey'),
    backup: (source) => verb('create', '--compression=zstd,3', `::${(archives += 1)}`, source),
    /** borg extracts below the folder that it stands in. */
    restore: (target) => ({ ...verb('extract', `::${archives}`), cwd: target }),
    restored: (target, source) => join(target, source),
    check: () => verb('check', '--verify-data'),
  };
}

export const borgVersion = ['borg', '--version'];
