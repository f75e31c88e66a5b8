import type { PersonStep, PhonesOptions } from '@holdfast/phones';
import { scanAhead } from '../backup/scan-ahead.js';
import type { BackupAsked, BackupFlags } from '../commands/backup.js';
import type { MadeBackup } from '../commands/backup-report.js';
import type { CommandContext } from '../commands/command-context.js';
import type { OpenedRepository } from '../commands/open-for-command.js';
import { openForCommand } from '../commands/open-for-command.js';
import { adbServerAwake, isNetworkAddress, phonesOptions } from '../commands/phones-options.js';
import { holdsSecrets } from '../iphone/holds-secrets.js';
import { readingFor } from '../iphone/iphone-reading.js';
import { passwordTalk } from '../iphone/password-talk.js';
import { roomLeft } from '../iphone/room-left.js';
import { withScratchFolder } from '../iphone/scratch-folder.js';
import { ShownShare } from '../iphone/shown-share.js';
import { stepText } from '../iphone/step-text.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import type { ProgressView } from '../terminal/progress-view.js';
import type { OpenedSource } from './open-source.js';
import { openFolder, openPhoneSource } from './open-source.js';
import { parsePlace } from './place.js';
import type { SourceAddress } from './source-address.js';
import { parseSource } from './source-address.js';

/** One snapshot of `--source` into `--repository`, with no control plane. */
export async function backUpStandalone(
  context: CommandContext,
  flags: BackupFlags,
  asked: BackupAsked,
  output: Output,
  view: ProgressView,
): Promise<MadeBackup> {
  const address = parseSource(flags.source ?? '');
  const { categories } = asked;
  if (address.kind === 'ios') readingFor(categories);
  const scope = { ...(categories === undefined ? {} : { categories }), signal: context.signal };
  // A phone only after the repository: a wrong password is found before a person has to tap anything on it.
  const folder = address.kind === 'folder' ? await openFolder(address.folder) : undefined;
  // The opening first: its password is being checked while names are read.
  const opening = openForCommand(context, flags);
  const scanned = folder && scanAhead(folder.source, scope);
  const opened = await opening;
  const share = new ShownShare();
  const run = async (source: OpenedSource): Promise<MadeBackup> => {
    try {
      output.note(`Backing up ${printableText(source.sourceName)}.`);
      const result = await opened.repository.backup({
        source: scanned ?? source.source,
        scope,
        phone: source.phone,
        sourceName: source.sourceName,
        pace: asked.pace,
        fullRead: asked.fullRead,
        afterReading: () => source.confirmIdentity(),
        now: context.now,
        signal: context.signal,
        onProgress: (progress) => view.update(share.over(progress)),
      });
      return { result, phone: source.phone, name: source.sourceName, repositoryId: opened.id };
    } finally {
      await source.close();
    }
  };
  try {
    if (address.kind === 'folder') return await run(folder!);
    return await ofPhone(context, flags, asked, address, opened, output, share, run);
  } finally {
    await opened.close();
  }
}

/** Opens the phone and runs its backup. */
async function ofPhone(
  context: CommandContext,
  flags: BackupFlags,
  { categories, fullRead }: BackupAsked,
  address: Exclude<SourceAddress, { kind: 'folder' }>,
  opened: OpenedRepository,
  output: Output,
  share: ShownShare,
  run: (source: OpenedSource) => Promise<MadeBackup>,
): Promise<MadeBackup> {
  const { signal, environment } = context;
  const options = optionsFor(context, flags, address, output);
  if (address.kind === 'android') {
    if (options.directAddresses.every((at) => at !== address.address))
      await adbServerAwake(context, options, output);
  }
  const place = parsePlace(flags.repository ?? '');
  return withScratchFolder(environment.cacheFolder, async (scratch) => {
    const whole = {
      scratch,
      passwordFile: flags.phonePasswordFile,
      keepPassword: flags.keepPhonePassword ?? true,
      full: fullRead,
      freeBytes: () => roomLeft(scratch, place.kind === 'folder' ? place.folder : undefined),
      onProgress: (done: number) => share.told(done),
      sealing: 'off' as const,
      isKnown: () => holdsSecrets(opened.repository, `ios:${address.address}`),
      talk: passwordTalk(context, output),
    };
    return run(await openPhoneSource(address, options, categories, whole, signal));
  });
}

function optionsFor(
  context: CommandContext,
  flags: BackupFlags,
  address: SourceAddress,
  output: Output,
): PhonesOptions {
  const direct = address.kind === 'android' && isNetworkAddress(address.address) ? [address.address] : [];
  const tap = (): void =>
    output.warning('The phone asks whether this computer may read it: tap Allow on its screen.');
  const tellStep = (_: string, step: PersonStep): void => {
    const text = stepText(step);
    if (text !== undefined) output.warning(text);
  };
  return phonesOptions(context, flags, direct, [], tap, tellStep);
}
