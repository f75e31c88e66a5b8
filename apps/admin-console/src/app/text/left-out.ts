import type { Category, CauseClass } from '@holdfast/contracts';
import { CATEGORY_TEXTS } from './categories';
import { CAUSE_TEXTS, isUncounted } from './cause-texts';
import { formatCount } from './counts';

/** What of a version was not read, and why. */
export interface LeftOut {
  readonly category: Category;
  readonly cause: CauseClass;
  readonly count: number;
}

/** "Left out: 4 documents (the phone refused to give it)"; undefined where nothing was. */
export function leftOutText(leftOut: readonly LeftOut[]): string | undefined {
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
