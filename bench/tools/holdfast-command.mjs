import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../../apps/agent/bin/holdfast.mjs', import.meta.url));

/** The command line as built, through the wrapper that `npx holdfast` starts. */
export const holdfastProgram = [process.execPath, PROGRAM];

/**
 * Our side: that program on a repository. Its process and its memory
 * count, as a person pays for both. `--json` so that no progress is drawn, as with the others.
 *
 * @param {object} own
 * @param {string} own.repository as `--repository` takes it
 * @param {string} own.passwordFile of the repository
 * @param {string} own.work where it keeps what belongs to the repository on this computer
 * @param {string} own.home where it keeps all else
 * @param {Record<string, string>} own.env
 * @returns {(verb: string, ...more: string[]) => { command: string[], env: Record<string, string> }}
 */
export function holdfastCommand({ repository, passwordFile, work, home, env }) {
  const opening = ['--repository', repository, '--password-file', passwordFile, '--work-folder', work];
  return (verb, ...more) => ({
    command: [...holdfastProgram, verb, ...more, ...opening, '--json'],
    env: { ...env, HOLDFAST_HOME: home },
  });
}

export const holdfastVersion = [...holdfastProgram, '--version'];
