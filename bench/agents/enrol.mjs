import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measuredRun } from '../measure/measured-run.mjs';
import { startPhone } from '../phone/start-phone.mjs';
import { api } from '../sign-in/console-client.mjs';
import { holdfastProgram } from '../tools/holdfast-command.mjs';
import { enrolFigures, whatLacks } from './enrol-figures.mjs';

export { ENROL_FIGURES } from './enrol-figures.mjs';

const PHONE = new URL('../android/phone-process.mjs', import.meta.url);

/**
 * Machine time of an enrolment: the real command line with a one-time token, from the start of its process to its end, each
 * time for another person, laptop and phone. In it: tokens and keys made, the statement checked and acknowledged, a
 * repository made in the server's own storage, a recovery code proven, a phone looked at and enrolled. Each is checked
 * afterwards to be whole.
 * @param {{ server: { origin: string }, jar: import('../sign-in/console-client.mjs').CookieJar, enrolments: number, disk: string, signal: AbortSignal, tell: (text: string) => void }} on
 */
export async function measureEnrolments({ server, jar, enrolments, disk, signal, tell }) {
  const folder = mkdtempSync(join(disk, 'holdfast-bench-laptops-'));
  try {
    const runs = [];
    for (let index = 0; index < enrolments; index += 1) {
      signal.throwIfAborted();
      runs.push(
        await enrolOne({ origin: server.origin, jar, folder: join(folder, String(index)), index, signal }),
      );
    }
    tell(`${enrolments} people enrolled their laptop and their phone`);
    return enrolFigures(runs);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function enrolOne({ origin, jar, folder, index, signal }) {
  const mail = `laptop-${index}@bench.invalid`;
  const { id: employeeId } = await api(origin, jar, 'POST', '/people', {
    name: `Laptop ${index}`,
    email: mail,
  });
  const { token } = await api(origin, jar, 'POST', `/people/${employeeId}/enrolment-tokens`);
  const [home, tokenFile, code] = [join(folder, 'home'), join(folder, 'token'), join(folder, 'code')];
  await mkdir(join(folder, 'sdcard', 'DCIM'), { recursive: true });
  await mkdir(home, { mode: 0o700 });
  await writeFile(tokenFile, token, { mode: 0o600 });
  // No keychain, and an adb server that is none: nothing of whoever measures is touched.
  const env = { HOLDFAST_HOME: home, HOLDFAST_KEY_STORE: 'file', ADB_SERVER_SOCKET: 'tcp:127.0.0.1:1' };
  const phone = await startPhone(PHONE, [join(folder, 'sdcard'), '{}', `BENCH${index}`]);
  try {
    const words = ['enrol', origin, '--token-file', tokenFile, '--label', `Laptop ${index}`];
    const codeWords = ['--accept-notice', '--recovery-code-file', code, '--prove-recovery-code'];
    const phoneWords = ['--phone', `127.0.0.1:${phone.about.port}`, '--yes', '--json'];
    const run = await measuredRun([...holdfastProgram, ...words, ...codeWords, ...phoneWords], {
      env,
      signal,
    });
    const answered = JSON.parse(run.stdout);
    const lacking = whatLacks({
      answered,
      employeeId,
      ...(await seenAfter({ origin, jar, env, answered, signal })),
    });
    if (lacking !== undefined) throw new Error(`An enrolment is not whole: ${lacking}.`);
    if (readFileSync(code, 'utf8').trim().split(/\s+/).length !== 12)
      throw new Error('No recovery code was written.');
    return run;
  } finally {
    phone.stop();
  }
}

/** Not timed: what the control plane and the laptop itself say of it now. */
async function seenAfter({ origin, jar, env, answered, signal }) {
  const workstations = await api(origin, jar, 'GET', '/workstations?limit=100');
  const phones = await api(origin, jar, 'GET', '/phones?limit=100');
  const { stdout } = await measuredRun([...holdfastProgram, 'snapshots', '--json'], { env, signal });
  return {
    workstation: workstations.items.find(({ id }) => id === answered.workstationId),
    phone: phones.items.find(({ id }) => id === answered.phone?.phoneId),
    listed: JSON.parse(stdout),
  };
}
