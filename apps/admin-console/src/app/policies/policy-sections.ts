import type { PolicyV1 } from '@holdfast/contracts';
import { CATEGORY_TEXTS, listText } from '../text/categories';
import { copies, formatCount, plural } from '../text/counts';
import { formatHours } from '../text/durations';
import { fieldName } from './fields/field-names';
import { fieldValue } from './fields/field-values';
import { iosBackupText, iosEncryptionText, notReadFromIphones } from './fields/iphones';
import { NOBODY_YET } from './fields/nobody-yet';
import type { PolicyPath } from './fields/policy-path';
import { LIMITS, PROOF } from './fields/sections';
import { at } from './fields/tree-at';
import { usbDebuggingText } from './fields/usb-debugging';

/** One part of the policy's sentence: "Back up what, how often, keep how long, in how many places, …". */
export interface PolicySection {
  readonly title: string;
  readonly says: readonly string[];
}

const names = (categories: PolicyV1['scope']['categories']): string =>
  listText(categories.map((category) => CATEGORY_TEXTS[category]));

const days = (count: number): string =>
  plural(count, { one: $localize`1 day`, other: $localize`${formatCount(count)}:count: days` });

function retentionText(retention: PolicyV1['retention']): string {
  const kept = [
    $localize`the newest ${formatCount(retention.keepLast)}:count:`,
    retention.daily > 0 ? $localize`${formatCount(retention.daily)}:count: daily` : '',
    retention.weekly > 0 ? $localize`${formatCount(retention.weekly)}:count: weekly` : '',
    retention.monthly > 0 ? $localize`${formatCount(retention.monthly)}:count: monthly` : '',
    retention.yearly > 0 ? $localize`${formatCount(retention.yearly)}:count: yearly` : '',
  ].filter((part) => part !== '');
  return $localize`Keeps at least ${listText(kept)}:list: versions.`;
}

function iphonesSay({ iosBackup, iosEncryptedBackup, categories }: PolicyV1['scope']): string[] {
  if (iosBackup === 'whole')
    return [iosBackupText(iosBackup), iosEncryptionText(iosEncryptedBackup, categories)];
  const missing = notReadFromIphones(categories, iosBackup);
  return [iosBackupText(iosBackup), ...(missing === undefined ? [] : [missing])];
}

function openersSay({ privacy }: PolicyV1): string[] {
  return [
    privacy.companyKey === 'none'
      ? $localize`The employee's own workstation, or the employee's recovery code: the company has no key.`
      : privacy.companyKey === 'split'
        ? $localize`The employee's own workstation, or the employee's recovery code; and several holders of the company's recovery key together, once it is registered and the employee has read the statement that names it.`
        : $localize`The employee's own workstation, or the employee's recovery code; and the one holder of the company's recovery key, once it is registered and the employee has read the statement that names it.`,
    privacy.employeeMayNarrow
      ? $localize`In a backup that they start themselves, the employee may leave things out, never add to what is read.`
      : $localize`The employee may leave nothing out.`,
    ...(privacy.purpose === '' ? [] : [$localize`Purpose: ${privacy.purpose}:purpose:`]),
    ...(privacy.lawfulBasis === 'unrecorded'
      ? []
      : [$localize`Lawful basis: ${fieldValue('privacy.lawfulBasis', privacy.lawfulBasis)}:basis:`]),
  ];
}

function escalationSays({ escalateTo, escalateAfterDays }: PolicyV1['reminders']): string[] {
  if (escalateTo === 'nobody') return [];
  const after = days(escalateAfterDays);
  return [
    escalateTo === 'manager'
      ? $localize`After ${after}:days: the manager hears who is not protected, and nothing else.`
      : $localize`After ${after}:days: IT hears of it.`,
  ];
}

/** The policy in the order of the sentence, each line with its consequence. */
export function policySections(policy: PolicyV1): PolicySection[] {
  const { schedule, scope, retention, copies: placed, reminders } = policy;
  const listed = (path: PolicyPath): string => {
    const idle = NOBODY_YET.includes(path) ? $localize` (nothing acts on it yet)` : '';
    return `${fieldName(path)}: ${fieldValue(path, at(policy, path))}${idle}`;
  };
  return [
    {
      title: $localize`What`,
      says: [
        $localize`Reads ${names(scope.categories)}:categories:.`,
        scope.optionalCategories.length > 0
          ? $localize`Takes ${names(scope.optionalCategories)}:categories: where the phone gives them; their absence is no gap.`
          : scope.iosBackup === 'whole'
            ? $localize`Nothing else is read of other phones than iPhones.`
            : $localize`Nothing else is read.`,
        usbDebuggingText(scope.usbDebugging),
        ...iphonesSay(scope),
      ],
    },
    {
      title: $localize`How often`,
      says: [
        $localize`A backup is due ${formatHours(schedule.everyHours)}:hours: after the newest one, whenever the phone is plugged in.`,
        $localize`A phone is overdue when its newest version is older than ${formatHours(schedule.maxAgeHours)}:hours:.`,
        schedule.graceHours === 0
          ? $localize`A new phone counts as never backed up at once.`
          : $localize`A new phone has ${formatHours(schedule.graceHours)}:grace: before it counts as never backed up.`,
      ],
    },
    {
      title: $localize`How long`,
      says: [
        retentionText(retention),
        $localize`No version is removed yet. Once versions are, none younger than ${days(retention.minimumAgeDays)}:days: goes, and never fewer than ${formatCount(retention.minimumCount)}:count: remain.`,
      ],
    },
    {
      title: $localize`In how many places`,
      says: [
        placed.required === 1
          ? $localize`A version counts as safe with 1 proven copy, the phone itself not counted.`
          : $localize`A version counts as safe with ${copies(placed.required)}:copies: proven, the phone itself not counted.`,
      ],
    },
    { title: $localize`Who may open it`, says: openersSay(policy) },
    {
      title: $localize`Who is told`,
      says: [
        reminders.channels.length > 0
          ? $localize`The employee is reminded every ${days(reminders.resendAfterDays)}:days: while a gap of theirs is open, not between ${reminders.quietFromHour}:from:.00 and ${reminders.quietToHour}:to:.00 in their own time zone.`
          : $localize`Nobody is reminded by itself.`,
        ...escalationSays(reminders),
      ],
    },
    ...[PROOF, LIMITS].map(({ title, fields }) => ({ title, says: fields.map(listed) })),
  ];
}
