import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { postgresBinaries } from './binaries.js';
import { runAs, unprivilegedUser } from './unprivileged-user.js';

const run = promisify(execFile);

/** Name of the database's first user, who makes the roles. */
export const CLUSTER_USER = 'holdfast';

/**
 * Makes the database's folder if there is none: beside its place and renamed at the end, so that a start that was
 * killed half way leaves nothing that looks like a database.
 */
export const makeCluster = async (folder: string, password: string): Promise<void> => {
  if (existsSync(join(folder, 'PG_VERSION'))) return;
  const draft = `${folder}.new`;
  const passwordFile = `${folder}.password`;
  const user = unprivilegedUser();
  const { initdb } = postgresBinaries();
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  try {
    if (user) {
      await chown(draft, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    const how = runAs(
      user,
      initdb,
      [
        `--pgdata=${draft}`,
        `--username=${CLUSTER_USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--no-instructions',
      ],
      [initdb, draft],
    );
    await run(how.program, how.args, { ...how.ids, cwd: '/' });
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    throw new Error(`The database could not be made in ${folder}. ${stderr ?? ''}`.trim(), { cause: error });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rename(draft, folder);
};
