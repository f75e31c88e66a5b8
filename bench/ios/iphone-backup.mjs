import { join } from 'node:path';
import { folderPeak } from '../measure/folder-peak.mjs';
import { measuredRun } from '../measure/measured-run.mjs';
import { phoneBackup } from '../phone/phone-backup.mjs';

const nothingAround = (work) => work();

/**
 * The command line on an iPhone, with a repository of its own in `folder`, which is made.
 *
 * @param {object} making
 * @param {{ source: string, env: Record<string, string>, stats: () => Promise<any> }} making.phone
 * @param {string} making.root of the bench, with the password files
 * @param {boolean} [making.isSealed] the phone's own backups have a password
 * @param {string} making.folder
 * @param {AbortSignal} making.signal
 */
export async function iphoneBackup({ phone, root, isSealed = false, folder, signal }) {
  const words = isSealed ? ['--phone-password-file', join(root, 'phone-password')] : [];
  const passwordFile = join(root, 'password');
  const { init, backup, list, ownFolders } = phoneBackup({ ...phone, words, folder, passwordFile });
  const run = (verb) => measuredRun(verb.command, { env: verb.env, signal });
  await run(init);
  return {
    /**
     * One backup, measured, with what the phone sent for it and the snapshot that it made.
     * @param {number} files that the phone holds at least
     */
    async backUp(files, around = nothingAround) {
      const before = await phone.stats();
      const measured = await around(() => run(backup));
      const after = await phone.stats();
      const { snapshot, leftOutCount } = JSON.parse(measured.stdout);
      if (snapshot.files < files || leftOutCount > 0)
        throw new Error(`${snapshot.files} files of ${files} were backed up, ${leftOutCount} left out.`);
      return {
        ...measured,
        stdout: undefined,
        bytesReceived: after.bytesSent - before.bytesSent,
        phoneCpuSeconds: after.cpuSeconds - before.cpuSeconds,
      };
    },
    /** The same, with the most that its own folders held meanwhile. */
    async backUpWatched(files) {
      const { result, peakDiskBytes } = await folderPeak(ownFolders, () => this.backUp(files));
      return { ...result, peakDiskBytes };
    },
    /** Bytes of the manifests in the last snapshot. */
    async manifestBytes() {
      const { entries } = JSON.parse((await run(list('/Phone backup'))).stdout);
      return entries.reduce((sum, { kind, size }) => (kind === 'file' ? sum + Number(size) : sum), 0);
    },
  };
}
