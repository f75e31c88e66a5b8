import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { measuredRun } from '../measure/measured-run.mjs';

/** The version line of idevicebackup2; null where there is none on the PATH. */
export function idevicebackupVersion() {
  const { stdout, error } = spawnSync('idevicebackup2', ['--version'], { encoding: 'utf8' });
  return error ? null : stdout.trim().replace(/^idevicebackup2 /, '');
}

/**
 * A full backup by idevicebackup2 into a folder, measured. Its exit code alone says little, so what it wrote is counted.
 * @param {object} run
 * @param {{ udid: string, env: Record<string, string> }} run.phone
 * @param {number} run.files that the phone holds
 * @param {(work: () => Promise<any>) => Promise<any>} run.around
 * @param {AbortSignal} run.signal
 * @param {string} folder
 */
export async function idevicebackup({ phone, files, around, signal }, folder) {
  const command = ['idevicebackup2', '-u', phone.udid, 'backup', '--full', folder];
  const run = await around(() => measuredRun(command, { env: phone.env, signal }));
  if (!run.stdout.includes('Backup Successful')) throw new Error(`idevicebackup2: ${run.stdout.slice(-500)}`);
  const all = readdirSync(join(folder, phone.udid), { recursive: true, withFileTypes: true });
  const got = all.filter((one) => one.isFile() && /^[0-9a-f]{40}$/.test(one.name)).length;
  if (got !== files) throw new Error(`idevicebackup2 wrote ${got} files of ${files}.`);
  return { ...run, stdout: undefined };
}
