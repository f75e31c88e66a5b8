import type { RowOf } from '../api/call';
import type { listSnapshots } from '../client/fn/phones/list-snapshots';
import { formatBytes } from '../text/bytes';
import { files, formatCount } from '../text/counts';
import { leftOutText } from '../text/left-out';

export type VersionRow = RowOf<typeof listSnapshots>;

/** One version in the timeline's words. */
export interface VersionLine {
  readonly size: string;
  readonly changes: string;
  readonly leftOut: string | undefined;
}

/** `first`: the oldest version of the phone, of which nothing can be "changed". */
export function versionLine(version: VersionRow, first: boolean): VersionLine {
  const size = `${files(version.files)}, ${formatBytes(version.bytes)}`;
  const sent = $localize`${formatBytes(version.storedBytes)}:bytes: new sent`;
  return {
    size,
    changes: `${first ? $localize`First version` : changesText(version)} · ${sent}`,
    leftOut: leftOutText(version.leftOut),
  };
}

function changesText({ added, changed, removed }: VersionRow): string {
  const parts = [
    added > 0 ? $localize`${formatCount(added)}:count: added` : '',
    changed > 0 ? $localize`${formatCount(changed)}:count: changed` : '',
    removed > 0 ? $localize`${formatCount(removed)}:count: removed` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? $localize`Nothing changed` : parts.join(', ');
}
