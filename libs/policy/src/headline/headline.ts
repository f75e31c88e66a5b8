import type { Standing } from '../gaps/evaluate-employee.js';

/** The share of people protected, in three parts; `protected + notProtected + noPhone = inScope`, always. */
export interface HeadlineParts {
  readonly inScope: number;
  readonly protected: number;
  readonly notProtected: number;
  /** Those who said that they use no phone for work, and of whom nothing knows one. */
  readonly noPhone: number;
  /** Of `notProtected`, all of it. */
  readonly segments: {
    /** Nobody has enrolled a phone of theirs, and nobody knows whether there is none. */
    readonly unknown: number;
    readonly waiting: number;
    readonly inGrace: number;
    readonly exempt: number;
    /** 0 where so few declined that the figure would tell who: they are in `unknown` then. */
    readonly declined: number;
    readonly atRisk: number;
    readonly neverBackedUp: number;
  };
}

/** Fewer than these are not told apart (product rule 8). */
const SMALLEST_GROUP = 5;

/**
 * The headline from how many employees stand where. Everybody in scope is in the denominator: grace, waiting, an exemption
 * and declining move a person between the segments of "not protected" and never out of it.
 */
export function headline(counts: Readonly<Partial<Record<Standing, number>>>): HeadlineParts {
  const of = (standing: Standing) => counts[standing] ?? 0;
  const declined = of('declined') >= SMALLEST_GROUP ? of('declined') : 0;
  const segments = {
    unknown: of('unknown') + of('declined') - declined,
    waiting: of('waiting'),
    inGrace: of('in-grace'),
    exempt: of('exempt'),
    declined,
    atRisk: of('at-risk'),
    neverBackedUp: of('never-backed-up'),
  };
  const notProtected = Object.values(segments).reduce((sum, count) => sum + count, 0);
  const noPhone = of('no-phone');
  return {
    inScope: of('protected') + notProtected + noPhone,
    protected: of('protected'),
    notProtected,
    noPhone,
    segments,
  };
}
