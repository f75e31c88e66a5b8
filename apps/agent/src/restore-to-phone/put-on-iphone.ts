import type { PutFilesResult, WholePhone } from '@holdfast/phones';
import type { ContentsRequest, SnapshotSummary } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { OpenedRepository } from '../commands/open-for-command.js';
import { snapshotJson } from '../commands/snapshots.js';
import { Fault } from '../faults/fault.js';
import { withScratchFolder } from '../iphone/scratch-folder.js';
import { bytesText, countText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import type { ProgressView } from '../terminal/progress-view.js';
import { bytesAsked } from './bytes-asked.js';
import { expectRoom } from './expect-room.js';
import { FilesForIphone } from './files-for-iphone.js';
import { tellFailed } from './tell-failed.js';

/** Files of a snapshot that go onto an iPhone which is not restored from it. */
export interface PutOnIphone {
  readonly whole: WholePhone;
  /** As its person knows it. */
  readonly phone: string;
  readonly snapshot: SnapshotSummary;
  readonly what: Omit<ContentsRequest, 'snapshotId' | 'onDamage'>;
  readonly picturesInFiles: boolean;
  readonly force: boolean;
}

/**
 * Puts pictures beside those of an iPhone's camera, and all else into its Files app; records in standard formats, with a text
 * that says how to bring them in. Nothing that is on the phone is changed; no app's data is written.
 * @throws SourceError of the phones library, Fault `refused`, `disk-full`, `incomplete`
 */
export async function putOnIphone(
  context: CommandContext,
  opened: OpenedRepository,
  asked: PutOnIphone,
  output: Output,
): Promise<void> {
  const { whole, snapshot, what, force } = asked;
  const { repository } = opened;
  if (await whole.isEncrypted()) throw sealsItself();
  const view = await output.progress('Restore');
  try {
    const total = await bytesAsked({ repository, snapshot, what });
    expectRoom(await whole.freeBytes(), total.bytes, force);
    const onBytes = countedOn(view, total, context.now);
    const wanted = new FilesForIphone({
      ...asked,
      repository,
      now: context.now(),
      signal: context.signal,
      onBytes,
    });
    const result = await withScratchFolder(context.environment.cacheFolder, (scratch) =>
      whole.putFiles(wanted, { scratch }, context.signal),
    );
    view.stop();
    report(output, result, wanted, asked, {
      snapshot: snapshotJson(snapshot, opened.phoneName(snapshot.phone, snapshot.sourceName)),
    });
  } finally {
    view.stop();
  }
}

function countedOn(
  view: ProgressView,
  total: { readonly files: number; readonly bytes: bigint },
  now: () => Date,
): (count: number) => void {
  const startedAt = now().getTime();
  let bytesDone = 0;
  return (count) => {
    bytesDone += count;
    const seconds = (now().getTime() - startedAt) / 1000;
    view.update({
      phase: 'reading',
      filesDone: 0,
      filesTotal: null,
      bytesDone,
      bytesTotal: Number(total.bytes),
      bytesPerSecond: seconds > 0.5 ? Math.round(bytesDone / seconds) : null,
    });
  };
}

function report(
  output: Output,
  result: PutFilesResult,
  { folder, failed: leftOut }: FilesForIphone,
  { phone }: PutOnIphone,
  about: { readonly snapshot: object },
): void {
  const { files, bytes, skipped, inFiles, cameraFolders } = result;
  const failed = [...leftOut, ...result.failed];
  output.document({
    ...about,
    phone,
    files,
    bytes,
    skipped,
    placed: inFiles,
    folder: inFiles > 0 ? `Holdfast/${folder}` : null,
    cameraFolders,
    failed: failed.map(({ path, reason }) => ({ ...jsonPath(path), reason })),
  });
  output.summary(`Put ${countText(files, 'file')}, ${bytesText(bytes)}, on ${printableText(phone)}.`);
  if (skipped > 0) output.summary(`${countText(skipped, 'file')} already there.`);
  if (inFiles > 0)
    output.summary(
      `In the Files app, On My iPhone, Holdfast, ${folder}: its READ ME.txt says how to bring what in.`,
    );
  if (files > 0)
    output.note(
      'The iPhone starts anew now. If it then asks how to set it up, go on without transferring anything.',
    );
  tellFailed(output, failed);
}

const sealsItself = (): Fault =>
  new Fault('refused', {
    what: 'This iPhone seals its backups with a password, and taking files in from here would switch that off.',
    holds: 'Nothing was put on it.',
    next: 'Take the password away ("holdfast iphone-password PHONE --off"), put the files on it, and set one again.',
  });
