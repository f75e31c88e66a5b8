import type { PolicyV1Input } from './policy-v1.js';

/** A policy to begin with. */
export interface PolicyPreset {
  readonly id: string;
  readonly title: string;
  readonly sentence: string;
  readonly policy: PolicyV1Input;
}

/** Policies to begin with, each complete. An id is never used for something else: documents refer to it. */
export const POLICY_PRESETS = [
  {
    id: 'weekly-photos-and-documents',
    title: 'Weekly photos and documents',
    sentence: 'Photos and documents once a week, for phones that hold little that is new each day.',
    policy: {
      schema: 1,
      name: 'Weekly photos and documents',
      schedule: { everyHours: 168, maxAgeHours: 336, graceHours: 168 },
      scope: { categories: ['photos', 'documents'] },
      retention: { keepLast: 2, daily: 0, weekly: 8, monthly: 12 },
      proof: { agentSilentDays: 28 },
    },
  },
  {
    id: 'high-risk-team',
    title: 'High-risk team',
    sentence:
      'Twice a day, whole iPhones and messages too, two copies of which one is off-site, read back each week: for people whose phone is a target.',
    policy: {
      schema: 1,
      name: 'High-risk team',
      schedule: { everyHours: 12, maxAgeHours: 72, graceHours: 24 },
      scope: {
        categories: [
          'photos',
          'videos',
          'documents',
          'contacts',
          'messages',
          'chats',
          'calls',
          'notes',
          'calendar',
        ],
        optionalCategories: ['notes', 'calendar'],
        iosBackup: 'whole',
        iosEncryptedBackup: 'required',
      },
      retention: { keepLast: 10, daily: 30, weekly: 26, monthly: 24, minimumAgeDays: 90, minimumCount: 10 },
      copies: { required: 2, offSite: 1 },
      limits: { keyStore: 'keychain' },
      proof: {
        verifyEveryDays: 7,
        fullReadEveryDays: 90,
        drillEveryDays: 30,
        agentSilentDays: 3,
        failingAfterRuns: 2,
      },
      reminders: { resendAfterDays: 2, escalateAfterDays: 7 },
      privacy: { restoreApprovals: 2 },
    },
  },
  {
    id: 'work-folders-only',
    title: 'Work folders only',
    sentence: 'Documents in folders called Work, and nothing else: for phones that people bring from home.',
    policy: {
      schema: 1,
      name: 'Work folders only',
      scope: {
        categories: ['documents'],
        android: { include: ['Work/**', 'Documents/Work/**', 'Download/Work/**'] },
        folder: { include: ['Work/**', 'Documents/Work/**'] },
      },
    },
  },
] as const satisfies readonly PolicyPreset[];

export type PolicyPresetId = (typeof POLICY_PRESETS)[number]['id'];
export const POLICY_PRESET_IDS = POLICY_PRESETS.map(({ id }) => id) as [PolicyPresetId, ...PolicyPresetId[]];
