import { join } from 'node:path';
import { holdfastCommand } from '../tools/holdfast-command.mjs';

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
  const verb = holdfastCommand({ repository: join(folder, 'repository'), passwordFile, work, home, env });
  return {
    ownFolders: [home, work],
    init: verb('init'),
    backup: verb('backup', '--source', source, ...words),
    list: (path) => verb('ls', 'latest', path),
  };
}
