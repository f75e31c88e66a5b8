import { earliest } from '../moments.js';
import type { FoundGap, FoundGapCode } from './gap.js';

/** Somebody answers for it that a gap is left open until a day: it stays in every report. */
export interface Exemption {
  readonly id: string;
  /** Which gaps; undefined: all of the phone or of the person. */
  readonly codes?: readonly FoundGapCode[];
  readonly from: Date;
  /** From here on the gap counts again, by itself. */
  readonly until: Date;
}

/** A gap, and the exemption that covers it now. */
export type ExemptedGap = FoundGap & { readonly exemptionId?: string };

/** Which gaps are exempted at `now`, by the exemption that lasts longest, and when that changes. */
export function exempted(
  gaps: readonly FoundGap[],
  exemptions: readonly Exemption[],
  now: Date,
): { readonly gaps: ExemptedGap[]; readonly changesAt: Date | undefined } {
  if (exemptions.length === 0) return { gaps: [...gaps], changesAt: undefined };
  const longestFirst = [...exemptions].sort(
    (a, b) => b.until.getTime() - a.until.getTime() || (a.id < b.id ? -1 : 1),
  );
  const covering = (gap: FoundGap) =>
    longestFirst.find(
      ({ codes, from, until }) => from <= now && now < until && (codes?.includes(gap.code) ?? true),
    );
  return {
    gaps: gaps.map((gap) => {
      const exemption = covering(gap);
      return exemption ? { ...gap, exemptionId: exemption.id } : gap;
    }),
    changesAt: earliest(exemptions.flatMap(({ from, until }) => [from, until]).filter((at) => at > now)),
  };
}
