import { spawn } from 'node:child_process';

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

/**
 * Runs `adb server`, which leaves a server behind and ends; why it did not, else `undefined`. Not `adb start-server`: that
 * ends a server of another version if one came up this very moment (seen with adb 29.0.6, 2026-11-27). Nothing of this
 * process is held open by the server, and an interrupt typed here does not reach it.
 */
export function runStartServer(adb: string, port: string): Promise<string | undefined> {
  const env = Object.fromEntries(
    PASSED_ON.filter((name) => process.env[name] !== undefined).map((name) => [name, process.env[name]]),
  );
  return new Promise((resolve) => {
    const child = spawn(adb, ['-P', port, 'server'], {
      env,
      stdio: 'ignore',
      detached: true,
      windowsHide: true,
    });
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      resolve(`it did not end within ${START_MS / 1000} s`);
    }, START_MS);
    const end = (why: string | undefined): void => {
      clearTimeout(timer);
      resolve(why);
    };
    child.once('error', (error: NodeJS.ErrnoException) =>
      end(
        error.code === 'EACCES'
          ? 'this user may not run it'
          : `it cannot be run (${error.code ?? 'unknown'})`,
      ),
    );
    child.once('exit', (code, signal) => end(code === 0 ? undefined : `it ended with ${code ?? signal}`));
  });
}
