import type { Standing } from '../gaps/evaluate-employee.js';

/** The share of people protected, in three parts; `protected + notProtected + noPhone = inScope`, always. */
export interface HeadlineParts {
  readonly inScope: number;
  readonly protected: number;
  readonly notProtected: number;
  readonly noPhone: number;
  /** Of `notProtected`. Who declined is in it, but in none of these. */
  readonly segments: {
    readonly inGrace: number;
    readonly waiting: number;
    readonly atRisk: number;
    readonly neverBackedUp: number;
  };
}

/**
 * The headline from how many employees stand where. Everybody in scope is in the denominator: grace, waiting and
 * declining move a person between the segments of "not protected" and never out of it.
 */
export function headline(counts: Readonly<Partial<Record<Standing, number>>>): HeadlineParts {
  const of = (standing: Standing) => counts[standing] ?? 0;
  const segments = {
    inGrace: of('in-grace'),
    waiting: of('waiting'),
    atRisk: of('at-risk'),
    neverBackedUp: of('never-backed-up'),
  };
  const notProtected =
    segments.inGrace + segments.waiting + segments.atRisk + segments.neverBackedUp + of('declined');
  const noPhone = of('no-phone');
  return {
    inScope: of('protected') + notProtected + noPhone,
    protected: of('protected'),
    notProtected,
    noPhone,
    segments,
  };
}
