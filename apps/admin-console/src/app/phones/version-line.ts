import type { RowOf } from '../api/call';
import type { listSnapshots } from '../client/fn/phones/list-snapshots';
import { CATEGORY_TEXTS } from '../text/categories';
import { CAUSE_TEXTS, isUncounted } from '../text/cause-texts';
import { formatBytes } from '../text/bytes';
import { files, formatCount } from '../text/counts';

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
    leftOut: leftOutText(version),
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

function leftOutText({ leftOut }: VersionRow): string | undefined {
  if (leftOut.length === 0) return undefined;
  const shown = leftOut
    .slice(0, 3)
    .map(
      ({ category, cause, count }) =>
        (isUncounted(cause) ? '' : `${formatCount(count)} `) +
        `${CATEGORY_TEXTS[category]} (${CAUSE_TEXTS[cause]})`,
    );
  const rest = leftOut.slice(3).reduce((sum, { cause, count }) => sum + (isUncounted(cause) ? 1 : count), 0);
  if (rest > 0) shown.push($localize`${formatCount(rest)}:count: more`);
  return $localize`Left out: ${shown.join(', ')}:list:`;
}
