import type { PullSource } from '@holdfast/contracts';

/** What a backup of one version of a golden phone asks for, but for its clock. */
export function goldenPhone(
  phone: string,
  version: number,
  options?: { touchedFrom?: number },
): {
  phone: string;
  sourceName: string;
  scope: Record<string, never>;
  policyVersion: number;
  source: PullSource;
};
