import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { connect } from 'node:net';
import { isAbsolute } from 'node:path';

const ANSWER_MS = 1_000;
const START_MS = 15_000;
/** All that adb needs of this process's surroundings: its home (keys, log) and what Windows starts no program without. */
const PASSED_ON = [
  'HOME',
  'USERPROFILE',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'ANDROID_USER_HOME',
  'ADB_VENDOR_KEYS',
];

/** What became of the wish for an adb server; `problem` is a sentence for a person. */
export type AdbServerState =
  | { readonly kind: 'answers' | 'started' | 'nothing-deployed' | 'elsewhere' }
  | { readonly kind: 'failed'; readonly problem: string };

/**
 * Makes sure that an adb server answers at `address`, where the company deployed an adb: one that answers is left alone
 * whatever its version, since a client of another version would end it, and with it what other programs do. Never
 * kills one. Only called when an enrolled phone is looked for or its person asks: from the moment a server runs, any phone
 * with USB debugging that is plugged in shows its dialog.
 */
export async function wakeAdbServer(address: string, deployed: readonly string[]): Promise<AdbServerState> {
  if (await answers(address)) return { kind: 'answers' };
  const port = /^(?:127\.0\.0\.1|localhost|\[::1\]):(\d{1,5})$/.exec(address)?.[1];
  if (port === undefined) return { kind: 'elsewhere' };
  const adb = await firstThere(deployed);
  if (adb === undefined) return { kind: 'nothing-deployed' };
  if (!isAbsolute(adb))
    return { kind: 'failed', problem: `${adb} is no absolute path: adb was not started.` };
  const problem = await started(adb, port);
  if (problem !== undefined) return { kind: 'failed', problem };
  return (await answers(address))
    ? { kind: 'started' }
    : { kind: 'failed', problem: `${adb} was started, and no adb server answers at ${address}.` };
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

async function firstThere(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const isThere = await access(file, constants.F_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return undefined;
}

/** Runs `adb start-server`, which leaves a server behind and ends; the problem where it does not. */
function started(adb: string, port: string): Promise<string | undefined> {
  const env = Object.fromEntries(
    PASSED_ON.filter((name) => process.env[name] !== undefined).map((name) => [name, process.env[name]]),
  );
  const options = { env, timeout: START_MS, windowsHide: true, maxBuffer: 64 * 1024 };
  return new Promise((resolve) => {
    const child = execFile(adb, ['-P', port, 'start-server'], options, (error) => {
      if (error === null) return resolve(undefined);
      const why =
        error.killed === true
          ? `it did not end within ${START_MS / 1000} s`
          : `${error.code ?? error.message}`;
      resolve(`${adb} did not start an adb server (${why}). Phones on the network can still be reached.`);
    });
    child.stdin?.end();
  });
}
