import type { Category, PolicyV1 } from '@holdfast/contracts';
import { ALL_CATEGORIES, DEFAULT_CATEGORIES } from '../text/categories';

/** The fields of a policy that the editor shows, flat as a form wants them. All others stay as they are in force. */
export interface PolicyDraft {
  name: string;
  categories: Category[];
  usbDebugging: PolicyV1['scope']['usbDebugging'];
  iosBackup: PolicyV1['scope']['iosBackup'];
  iosEncryptedBackup: PolicyV1['scope']['iosEncryptedBackup'];
  purpose: string;
  lawfulBasis: PolicyV1['privacy']['lawfulBasis'];
  everyHours: number;
  maxAgeHours: number;
  graceHours: number;
  keepLast: number;
  daily: number;
  weekly: number;
  monthly: number;
  yearly: number;
  minimumAgeDays: number;
  minimumCount: number;
  copiesRequired: number;
}

export const EMPTY_DRAFT: PolicyDraft = {
  name: '',
  categories: [],
  usbDebugging: 'remind-off',
  iosBackup: 'photos',
  iosEncryptedBackup: 'preferred',
  purpose: '',
  lawfulBasis: 'unrecorded',
  everyHours: 24,
  maxAgeHours: 168,
  graceHours: 72,
  keepLast: 3,
  daily: 0,
  weekly: 0,
  monthly: 0,
  yearly: 0,
  minimumAgeDays: 0,
  minimumCount: 1,
  copiesRequired: 1,
};

export function draftOf({ name, schedule, scope, retention, copies, privacy }: PolicyV1): PolicyDraft {
  return {
    name,
    categories: [...scope.categories],
    usbDebugging: scope.usbDebugging,
    iosBackup: scope.iosBackup,
    iosEncryptedBackup: scope.iosEncryptedBackup,
    purpose: privacy.purpose,
    lawfulBasis: privacy.lawfulBasis,
    everyHours: schedule.everyHours,
    maxAgeHours: schedule.maxAgeHours,
    graceHours: schedule.graceHours,
    keepLast: retention.keepLast,
    daily: retention.daily,
    weekly: retention.weekly,
    monthly: retention.monthly,
    yearly: retention.yearly,
    minimumAgeDays: retention.minimumAgeDays,
    minimumCount: retention.minimumCount,
    copiesRequired: copies.required,
  };
}

/** The policy to publish: what is in force, with the draft's fields in it. Categories keep the closed list's order. */
export function policyOf(draft: PolicyDraft, inForce: PolicyV1): PolicyV1 {
  const { usbDebugging, iosBackup, iosEncryptedBackup } = draft;
  const { keepLast, daily, weekly, monthly, yearly, minimumAgeDays, minimumCount } = draft;
  const categories = ALL_CATEGORIES.filter((category) => draft.categories.includes(category));
  return {
    ...inForce,
    name: draft.name.trim(),
    schedule: {
      ...inForce.schedule,
      everyHours: draft.everyHours,
      maxAgeHours: draft.maxAgeHours,
      graceHours: draft.graceHours,
    },
    scope: { ...inForce.scope, categories, usbDebugging, iosBackup, iosEncryptedBackup },
    retention: {
      ...inForce.retention,
      keepLast,
      daily,
      weekly,
      monthly,
      yearly,
      minimumAgeDays,
      minimumCount,
    },
    copies: { ...inForce.copies, required: draft.copiesRequired },
    privacy: { ...inForce.privacy, purpose: draft.purpose.trim(), lawfulBasis: draft.lawfulBasis },
  };
}

/** Whether something beyond the default is read, so that purpose and lawful basis must be on record. */
export const needsPurpose = (categories: readonly Category[], iosBackup: PolicyDraft['iosBackup']): boolean =>
  iosBackup === 'whole' || categories.some((category) => !DEFAULT_CATEGORIES.includes(category));
