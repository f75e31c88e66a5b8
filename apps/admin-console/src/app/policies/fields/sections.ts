import type { PolicyV1 } from '@holdfast/contracts';
import type { PolicyPath } from './policy-path';

export interface FieldSection {
  readonly title: string;
  readonly lead?: string;
  readonly fields: readonly PolicyPath[];
  /** Fields that few policies need, behind a line that opens. */
  readonly rare?: { readonly title: string; readonly fields: readonly PolicyPath[] };
}

/** Fields that no sentence of a policy's page tells: it lists them. */
export const PROOF: FieldSection = {
  title: $localize`Proven how often`,
  fields: [
    'proof.verifyEveryDays',
    'proof.fullReadEveryDays',
    'proof.drillEveryDays',
    'proof.agentSilentDays',
    'proof.failingAfterRuns',
  ],
};
export const LIMITS: FieldSection = {
  title: $localize`Within which limits`,
  fields: [
    'limits.quotaBytesPerEmployee',
    'limits.uploadBytesPerSecond',
    'limits.meteredLinks',
    'limits.onBattery',
    'limits.minimumAgentVersion',
  ],
};

/** All fields in the order of the sentence: back up what, how often, keep how long, in how many places, opened by whom, told to whom. */
export const SECTIONS: readonly FieldSection[] = [
  {
    title: $localize`Back up what`,
    fields: [
      'name',
      'scope.categories',
      'scope.optionalCategories',
      'privacy.purpose',
      'privacy.lawfulBasis',
      'privacy.worksCouncilAgreement',
      'scope.usbDebugging',
      'scope.iosBackup',
      'scope.iosEncryptedBackup',
    ],
    rare: {
      title: $localize`Only certain files`,
      fields: [
        'scope.maxFileBytes',
        'scope.android.include',
        'scope.android.exclude',
        'scope.ios.include',
        'scope.ios.exclude',
        'scope.folder.include',
        'scope.folder.exclude',
      ],
    },
  },
  {
    title: $localize`How often`,
    fields: ['schedule.everyHours', 'schedule.maxAgeHours', 'schedule.graceHours', 'schedule.windows'],
  },
  {
    title: $localize`Keep how long`,
    fields: [
      'retention.keepLast',
      'retention.daily',
      'retention.weekly',
      'retention.monthly',
      'retention.yearly',
      'retention.minimumAgeDays',
      'retention.minimumCount',
    ],
  },
  {
    title: $localize`In how many places`,
    fields: ['copies.required', 'copies.offSite', 'copies.locations'],
    rare: {
      title: $localize`Countries and locks`,
      fields: ['copies.cloudAllowed', 'copies.jurisdictions', 'copies.immutability', 'copies.lockDays'],
    },
  },
  {
    title: $localize`Who may open it`,
    fields: [
      'privacy.companyKey',
      'privacy.restoreApprovals',
      'privacy.employeeMayNarrow',
      'proof.recoveryCodeEveryDays',
      'limits.keyStore',
    ],
  },
  {
    title: $localize`Who is told`,
    fields: [
      'reminders.channels',
      'reminders.resendAfterDays',
      'reminders.quietFromHour',
      'reminders.quietToHour',
      'reminders.escalateTo',
      'reminders.escalateAfterDays',
    ],
  },
  PROOF,
  LIMITS,
];

/** Whether a field means anything in this policy; what it holds stays where it does not. */
export function matters(path: PolicyPath, { scope, privacy }: PolicyV1): boolean {
  switch (path) {
    case 'scope.iosEncryptedBackup':
      return scope.iosBackup === 'whole';
    case 'privacy.worksCouncilAgreement':
      return privacy.lawfulBasis === 'agreement' || privacy.worksCouncilAgreement !== '';
    default:
      return true;
  }
}
