import { access, constants } from 'node:fs/promises';
import { connect } from 'node:net';
import { isAbsolute } from 'node:path';
import type { DeployedAdb } from './deployed-adb.js';
import { LastStart } from './last-start.js';
import { runStartServer } from './run-start-server.js';

const ANSWER_MS = 1_000;

/** What became of the wish for an adb server; `problem` is a sentence for a person. */
export type AdbServerState =
  | { readonly kind: 'answers' | 'started' | 'nothing-deployed' | 'elsewhere' | 'just-tried' }
  | { readonly kind: 'failed'; readonly problem: string };

/**
 * Makes sure that an adb server answers at `address`, where the company deployed an adb: one that answers is left alone
 * whatever its version, since a client of another version would end it, and with it what other programs do. Never
 * kills one. Started at most once a minute for this user; `cacheFolder` remembers when. Only called when an enrolled
 * phone is looked for or its person asks: from the moment a server runs, any phone with USB debugging that is plugged in
 * shows its dialog.
 */
export async function wakeAdbServer(
  address: string,
  deployed: DeployedAdb,
  cacheFolder: string,
): Promise<AdbServerState> {
  if (await answers(address)) return { kind: 'answers' };
  const port = /^(?:127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/.exec(address)?.[1];
  if (port === undefined) return { kind: 'elsewhere' };
  if (!deployed.isNamed && !(await isThere(deployed.file))) return { kind: 'nothing-deployed' };
  const last = new LastStart(cacheFolder);
  const before = await last.recent();
  if (before !== undefined) return before === '' ? { kind: 'just-tried' } : failed(before);
  await last.remember('');
  const problem = await problemOfStarting(deployed.file, port, address);
  if (problem === undefined) return { kind: 'started' };
  await last.remember(problem);
  return failed(problem);
}

const STILL = 'Phones on the network can still be reached.';
const failed = (problem: string): AdbServerState => ({ kind: 'failed', problem: `${problem} ${STILL}` });

async function problemOfStarting(adb: string, port: string, address: string): Promise<string | undefined> {
  if (!isAbsolute(adb)) return `No adb server was started: ${adb} is not an absolute path.`;
  if (!(await isThere(adb))) return `No adb server was started: there is no ${adb}.`;
  const why = await runStartServer(adb, port);
  if (why !== undefined) return `${adb} did not start an adb server: ${why}.`;
  return (await answers(address))
    ? undefined
    : `${adb} was started, and no adb server answers at ${address}.`;
}

function answers(address: string): Promise<boolean> {
  const [, host = '', port = ''] = /^\[?([^\]]+?)\]?:(\d{1,5})$/.exec(address) ?? [];
  return new Promise((resolve) => {
    const socket = connect({ host, port: Number(port) });
    const end = (isThere: boolean): void => {
      clearTimeout(timer);
      socket.destroy();
      resolve(isThere);
    };
    const timer = setTimeout(() => end(false), ANSWER_MS);
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}

const isThere = (file: string): Promise<boolean> =>
  access(file, constants.F_OK).then(
    () => true,
    () => false,
  );
