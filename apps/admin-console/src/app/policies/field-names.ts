const NAMES: Record<string, string> = {
  name: $localize`Name`,
  'scope.categories': $localize`What is read`,
  'scope.optionalCategories': $localize`Taken where the phone gives it`,
  'scope.usbDebugging': $localize`USB debugging of Android phones`,
  'scope.iosBackup': $localize`What is read of iPhones`,
  'scope.iosEncryptedBackup': $localize`Encryption of iPhone backups`,
  'schedule.everyHours': $localize`Backup due after, hours`,
  'schedule.maxAgeHours': $localize`Overdue after, hours`,
  'schedule.graceHours': $localize`Grace for a new phone, hours`,
  'retention.keepLast': $localize`Newest versions kept`,
  'retention.daily': $localize`Daily versions kept`,
  'retention.weekly': $localize`Weekly versions kept`,
  'retention.monthly': $localize`Monthly versions kept`,
  'retention.yearly': $localize`Yearly versions kept`,
  'retention.minimumAgeDays': $localize`Never pruned before, days`,
  'retention.minimumCount': $localize`Never fewer versions than`,
  'copies.required': $localize`Proven copies asked for`,
  'privacy.purpose': $localize`Purpose`,
  'privacy.lawfulBasis': $localize`Lawful basis`,
};

/** A policy field in people's words; one without words of its own is shown by its path. */
export const fieldName = (field: string): string => NAMES[field] ?? field;
