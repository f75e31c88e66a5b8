import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../apps/agent/bin/holdfast.mjs', import.meta.url));

/** The real command line with a repository of its own below `folder`; its process and its start count, as a person waits for both. */
export function phoneBackup({ server, phone, folder, passwordFile }) {
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
      join(folder, 'work'),
      '--json',
    ],
    env: { HOLDFAST_HOME: join(folder, 'home') },
  });
  return {
    init: verb('init'),
    backup: verb('backup', '--source', `android:${phone.serial}`, '--adb-server', server.address),
  };
}
