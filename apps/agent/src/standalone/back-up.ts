import { scanAhead } from '../backup/scan-ahead.js';
import type { BackupAsked, BackupFlags } from '../commands/backup.js';
import type { MadeBackup } from '../commands/backup-report.js';
import type { CommandContext } from '../commands/command-context.js';
import { openForCommand } from '../commands/open-for-command.js';
import { adbServerAwake, isNetworkAddress, phonesOptions } from '../commands/phones-options.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import type { ProgressView } from '../terminal/progress-view.js';
import { openSource } from './open-source.js';
import { parseSource } from './source-address.js';

/** One snapshot of `--source` into `--repository`, with no control plane. */
export async function backUpStandalone(
  context: CommandContext,
  flags: BackupFlags,
  { categories, pace, fullRead }: BackupAsked,
  output: Output,
  view: ProgressView,
): Promise<MadeBackup> {
  const address = parseSource(flags.source ?? '');
  const direct = address.kind === 'android' && isNetworkAddress(address.address) ? [address.address] : [];
  const options = phonesOptions(context, flags, direct, [], () =>
    output.warning('The phone asks whether this computer may read it: tap Allow on its screen.'),
  );
  const scope = { ...(categories === undefined ? {} : { categories }), signal: context.signal };
  // A phone only after the repository: a wrong password is found before a person has to tap anything on it.
  const folder = address.kind === 'folder' ? await openSource(address, options, context.signal) : undefined;
  // The opening first: its password is being checked while names are read.
  const opening = openForCommand(context, flags);
  const scanned = folder && scanAhead(folder.source, scope);
  const opened = await opening;
  try {
    if (address.kind === 'android' && direct.length === 0) await adbServerAwake(context, options, output);
    const source = folder ?? (await openSource(address, options, context.signal));
    try {
      output.note(`Backing up ${printableText(source.sourceName)}.`);
      const result = await opened.repository.backup({
        source: scanned ?? source.source,
        scope,
        phone: source.phone,
        sourceName: source.sourceName,
        pace,
        fullRead,
        afterReading: () => source.confirmIdentity(),
        now: context.now,
        signal: context.signal,
        onProgress: (progress) => view.update(progress),
      });
      return { result, phone: source.phone, name: source.sourceName, repositoryId: opened.id };
    } finally {
      await source.close();
    }
  } finally {
    await opened.close();
  }
}
