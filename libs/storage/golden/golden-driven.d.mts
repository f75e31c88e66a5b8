import type { PushSource, ShownEntry } from '@holdfast/contracts';

export const DRIVEN_SECRETS: Buffer;

/** Own name → bytes as the phone stores them, and how they are shown; without `shown`: nobody said. */
export function drivenFiles(version: number): (readonly [name: string, bytes: Buffer, shown?: ShownEntry])[];

/** What a backup of one version asks for, but for its clock. */
export function drivenPhone(version: number): {
  phone: string;
  sourceName: string;
  scope: Record<string, never>;
  policyVersion: number;
  source: PushSource;
};
