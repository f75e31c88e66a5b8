import { usage } from '../faults/fault.js';
import type { PatternFlags } from '../selection/pattern-selection.js';
import type { OpenedRepository } from './open-for-command.js';
import type { OutputFlags, RepositoryFlags } from './shared-options.js';
import { pathMeant } from './snapshot-argument.js';

/** What `holdfast restore` is told. */
export interface RestoreFlags extends RepositoryFlags, OutputFlags, PatternFlags {
  readonly target?: string;
  readonly toPhone?: string;
  readonly overwrite?: boolean;
  readonly force?: boolean;
  readonly yes?: boolean;
  readonly adbServer?: string;
  readonly phone?: string;
  readonly as?: string;
  readonly system?: boolean;
  readonly pictures?: string;
  readonly phonePasswordFile?: string;
}

/** A restore as it stands on the command line. */
export interface RestoreAsked {
  readonly reference: string;
  readonly pathTexts: readonly string[];
  readonly flags: RestoreFlags;
}

/** Of an iPhone's files: as a person knows them, or the folder that Finder reads. */
export type Layout = 'files' | 'finder';

/**
 * How an iPhone's files are laid out below the target; `isPart`: not the whole snapshot is meant.
 * @throws Fault `usage`
 */
export function layoutOf(flags: RestoreFlags, isPart: boolean): Layout {
  const layout = flags.as ?? 'files';
  if (layout !== 'files' && layout !== 'finder')
    throw usage(`"${layout}" is not a layout.`, 'Say --as files or --as finder.');
  if (layout === 'finder' && (isPart || flags.toPhone !== undefined))
    throw usage(
      'A backup for Finder is whole, and goes into a folder.',
      'Leave out the paths and patterns, and say --target FOLDER.',
    );
  return layout;
}

/**
 * Whether pictures go into the Files app of an iPhone.
 * @throws Fault `usage`
 */
export function picturesInFiles({ pictures = 'photos' }: RestoreFlags): boolean {
  if (pictures !== 'photos' && pictures !== 'files')
    throw usage(`"${pictures}" is no place for pictures.`, 'Say --pictures photos or --pictures files.');
  return pictures === 'files';
}

/** The paths that are named; none for the top of the snapshot, which is everything. */
export async function pathsMeant(
  opened: OpenedRepository,
  snapshotId: string,
  texts: readonly string[],
): Promise<(readonly Uint8Array[])[]> {
  const paths: (readonly Uint8Array[])[] = [];
  for (const text of texts) paths.push(await pathMeant(opened.repository, snapshotId, text));
  return paths.some((path) => path.length === 0) ? [] : paths;
}
