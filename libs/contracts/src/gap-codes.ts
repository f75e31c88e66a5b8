import { z } from 'zod';

/** Every reason why an employee or a phone is not protected as the policy asks. Codes are stable; texts are not. */
export const GAP_CODES = [
  'no-workstation',
  'no-phone',
  'phone-not-enrolled',
  'never-backed-up',
  'overdue',
  'agent-silent',
  'failing',
  'partial',
  'too-few-copies',
  'unverified',
  'damaged',
  'near-quota',
  'over-quota',
  'suspicious-change',
  'outdated-agent',
  'recovery-untested',
  'code-unproven',
  'notice-open',
] as const;

export const GapCode = z.enum(GAP_CODES);
export type GapCode = z.infer<typeof GapCode>;

/** How a gap is told apart without colour: `waiting` for a person, `risk` may lose data, `lost` has nothing to restore. */
export const GapSeverity = z.enum(['waiting', 'risk', 'lost']);
export type GapSeverity = z.infer<typeof GapSeverity>;

/** One open gap as shown to people. `since` is the date on which it began, UTC: people see dates, not times. */
export const Gap = z.object({
  code: GapCode,
  severity: GapSeverity,
  since: z.iso.date(),
  sentence: z.string(),
  nextStep: z.string(),
});
export type Gap = z.infer<typeof Gap>;
