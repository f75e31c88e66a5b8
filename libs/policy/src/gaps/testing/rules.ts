import type { CoverageRules } from '../../policy-rules.js';
import type { CopyFacts, SnapshotFacts } from '../phone-facts.js';

type Differing = { readonly [K in keyof CoverageRules]?: Partial<CoverageRules[K]> };

/** A policy that asks for photos and contacts, at one place, no older than seven days, and for no proof. */
export const rules = (differing: Differing = {}): CoverageRules => ({
  schedule: { maxAgeHours: 7 * 24, graceHours: 72, ...differing.schedule },
  scope: { categories: ['photos', 'contacts'], optionalCategories: [], ...differing.scope },
  copies: { required: 1, offSite: 0, jurisdictions: [], immutability: 'off', ...differing.copies },
  limits: { quotaBytesPerEmployee: null, minimumAgentVersion: null, ...differing.limits },
  proof: {
    verifyEveryDays: 0,
    recoveryCodeEveryDays: 0,
    agentSilentDays: 0,
    failingAfterRuns: 3,
    ...differing.proof,
  },
});

/** Midnight UTC, or an hour, of a day in November 2026. */
export const at = (day: number, hour = 0): Date => new Date(Date.UTC(2026, 10, day, hour));

export const aCopy = (differing: Partial<CopyFacts> = {}): CopyFacts => ({
  offSite: true,
  jurisdiction: 'DE',
  lock: 'off',
  ...differing,
});

export const snapshot = (
  day: number,
  copies: number | readonly CopyFacts[] = 1,
  categories: readonly string[] = ['photos', 'contacts'],
): SnapshotFacts => ({
  takenAt: at(day),
  copies: typeof copies === 'number' ? Array.from({ length: copies }, () => aCopy()) : copies,
  categories,
});
