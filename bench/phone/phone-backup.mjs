import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../apps/agent/bin/holdfast.mjs', import.meta.url));

/**
 * The real command line with a repository of its own below `folder`; its process and its start count, as a person waits for
 * both. `ownFolders`: what it keeps on this computer beside the repository.
 *
 * @param {object} phone
 * @param {string} phone.source as `--source` takes it
 * @param {string[]} [phone.words] more of `backup`
 * @param {Record<string, string>} [phone.env]
 * @param {string} phone.folder
 * @param {string} phone.passwordFile of the repository
 */
export function phoneBackup({ source, words = [], env = {}, folder, passwordFile }) {
  const [home, work] = [join(folder, 'home'), join(folder, 'work')];
  const verb = (name, ...more) => ({
    command: [
      process.execPath,
      PROGRAM,
      name,
      ...more,
      '--repository',
      join(folder, 'repository'),
      '--password-file',
      passwordFile,
      '--work-folder',
      work,
      '--json',
    ],
    env: { ...env, HOLDFAST_HOME: home },
  });
  return {
    ownFolders: [home, work],
    init: verb('init'),
    backup: verb('backup', '--source', source, ...words),
    list: (path) => verb('ls', 'latest', path),
  };
}
