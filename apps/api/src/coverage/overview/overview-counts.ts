import type { FoundGapCode, Standing } from '@holdfast/policy';
import type { CountOf } from '../rollups/delta-rows.js';

type ByStanding = Partial<Record<Standing, number>>;

/** What the overview tells of everything that is counted. */
export interface OverviewCounts {
  readonly byStanding: ByStanding;
  readonly protectedSinceYesterday: number;
  readonly gapsByCause: { code: FoundGapCode; count: number; sinceYesterday: number }[];
  readonly snapshots: number;
  readonly storedBytes: number;
}

/** Gaps that an exemption covers are left out here; they stand in the reports. Most frequent causes first. */
export function overviewCounts(counts: readonly CountOf[]): OverviewCounts {
  const of = (metric: CountOf['metric'], key: string) =>
    counts.find((count) => count.metric === metric && count.key === key) ?? { value: 0, today: 0 };
  const people = counts.filter(({ metric }) => metric === 'people');
  const gapsByCause = counts
    .filter(({ metric }) => metric === 'gaps')
    .map(({ key, value, today }) => {
      const exempt = of('exempt-gaps', key);
      const code = key as FoundGapCode;
      return { code, count: value - exempt.value, sinceYesterday: today - exempt.today };
    })
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1));
  return {
    byStanding: Object.fromEntries(people.map(({ key, value }) => [key, value])) as ByStanding,
    protectedSinceYesterday: of('people', 'protected').today,
    gapsByCause,
    snapshots: of('snapshots', '').value,
    storedBytes: of('bytes', '').value,
  };
}
