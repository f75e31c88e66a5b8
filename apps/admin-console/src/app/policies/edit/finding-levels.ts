import type { PolicyFinding } from '../../client/models/policy-finding';

/** What a finding does to publishing. */
export const FINDING_LEVELS: Record<PolicyFinding['level'], string> = {
  refused: $localize`Refused:`,
  warning: $localize`Meant so?`,
};
