import type { PolicyV1 } from '@holdfast/contracts';
import { formatHours } from '../../text/durations';
import { iosBackupText, iosEncryptionText, notReadFromIphones } from './iphones';
import type { PolicyPath } from './policy-path';
import { usbDebuggingText } from './usb-debugging';
import { windowText } from './windows';

const hours = (count: number): string => (Number.isInteger(count) && count > 0 ? formatHours(count) : '');
const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
const orNever = (days: number, text: string): string => (days === 0 ? $localize`Not asked for` : text);
const reason = $localize`Needed before anything beyond the default is read; every version shows it`;
const patterns = $localize`One a line. ? is one character, * any within a name, ** any number of folders; with a slash from the top, without one any name`;

/** What each field does to phones and people, in this policy: said under the field. */
export const CONSEQUENCES: Record<PolicyPath, (policy: PolicyV1) => string> = {
  name: () => $localize`Employees read it; no two policies have the same`,
  'scope.categories': () => $localize`A phone is protected when a proven version has each of them`,
  'scope.optionalCategories': () => $localize`A version without them is no gap`,
  'scope.android.include': () => patterns,
  'scope.android.exclude': () => $localize`Left out whatever stands above`,
  'scope.ios.include': ({ scope }) =>
    scope.iosBackup === 'whole' ? $localize`A whole iPhone has no patterns` : patterns,
  'scope.ios.exclude': () => $localize`Left out whatever stands above`,
  'scope.folder.include': () => patterns,
  'scope.folder.exclude': () => $localize`Left out whatever stands above`,
  'scope.maxFileBytes': () => $localize`Larger files are left out, and the version says so. Empty: no limit`,
  'scope.usbDebugging': ({ scope }) => usbDebuggingText(scope.usbDebugging),
  'scope.iosBackup': ({ scope }) =>
    [iosBackupText(scope.iosBackup), notReadFromIphones(scope.categories, scope.iosBackup) ?? ''].join(' '),
  'scope.iosEncryptedBackup': ({ scope }) => iosEncryptionText(scope.iosEncryptedBackup, scope.categories),
  'schedule.everyHours': ({ schedule }) =>
    $localize`${hours(schedule.everyHours)}:hours: after the newest version, when the phone is attached`,
  'schedule.maxAgeHours': ({ schedule }) =>
    $localize`A phone whose newest version is older than ${hours(schedule.maxAgeHours)}:hours: is a gap`,
  'schedule.graceHours': ({ schedule }) =>
    schedule.graceHours === 0
      ? $localize`A new phone counts as never backed up at once`
      : $localize`A new phone has ${hours(schedule.graceHours)}:hours: for its first backup`,
  'schedule.windows': ({ schedule }) =>
    schedule.windows.length === 0
      ? $localize`At any time, by the workstation's clock`
      : schedule.windows.map(windowText).join('; '),
  'retention.keepLast': () => $localize`Whatever their age`,
  'retention.daily': () => $localize`The newest of each day`,
  'retention.weekly': () => $localize`The newest of each week`,
  'retention.monthly': () => $localize`The newest of each month`,
  'retention.yearly': () => $localize`The newest of each year`,
  'retention.minimumAgeDays': () => $localize`Nothing younger ever goes`,
  'retention.minimumCount': () => $localize`Whatever else is said`,
  'copies.required': () => $localize`Fewer are a gap; the phone itself is not counted`,
  'copies.offSite': () => $localize`In a bucket, not in the server's own folder`,
  'copies.locations': ({ copies }) =>
    copies.locations.length === 0
      ? $localize`None chosen: as many as are required, in the order in which they were connected`
      : $localize`The first one chosen is written first`,
  'copies.jurisdictions': () => $localize`Two letters each, with commas; told to employees. Empty: any`,
  'copies.immutability': ({ copies }) =>
    copies.immutability === 'off'
      ? $localize`Whoever has the bucket's key can delete what is stored`
      : $localize`A version without a lock is a gap`,
  'copies.lockDays': () => $localize`From when it was written`,
  'copies.cloudAllowed': () => $localize`Without them, copies lie in the server's own folder only`,
  'limits.quotaBytesPerEmployee': () => $localize`Beyond it uploads are refused. Empty: no limit`,
  'limits.uploadBytesPerSecond': () => $localize`Of each workstation. Empty: no limit`,
  'limits.meteredLinks': () => $localize`Such as a phone's hotspot`,
  'limits.onBattery': () => $localize`Of the workstation`,
  'limits.minimumAgentVersion': () => $localize`Older agents are a gap. Empty: any`,
  'limits.keyStore': ({ limits }) =>
    limits.keyStore === 'keychain'
      ? $localize`A workstation without a working keychain is not enrolled`
      : $localize`The file can be read by its owner only`,
  'proof.verifyEveryDays': ({ proof }) =>
    orNever(proof.verifyEveryDays, $localize`What is stored and not verified for longer is a gap`),
  'proof.fullReadEveryDays': ({ proof }) =>
    orNever(proof.fullReadEveryDays, $localize`All of it is read back`),
  'proof.drillEveryDays': ({ proof }) =>
    orNever(proof.drillEveryDays, $localize`Some files are restored and compared`),
  'proof.recoveryCodeEveryDays': ({ proof }) =>
    proof.recoveryCodeEveryDays === 0
      ? $localize`Nobody is asked to try their recovery code`
      : $localize`Each employee tries the code again; who does not is a gap`,
  'proof.agentSilentDays': () => $localize`A workstation that did not check in for longer is a gap`,
  'proof.failingAfterRuns': () => $localize`So many failed runs in a row are a gap`,
  'reminders.channels': ({ reminders }) =>
    reminders.channels.length === 0
      ? $localize`Nobody is reminded by itself`
      : $localize`Of gaps of their own`,
  'reminders.resendAfterDays': () => $localize`Not oftener, while a gap stays open`,
  'reminders.escalateAfterDays': () => $localize`Of an open gap; each reminder names the day`,
  'reminders.escalateTo': ({ reminders }) =>
    reminders.escalateTo === 'manager'
      ? $localize`The manager learns who is not protected, and nothing else`
      : $localize`When a gap stays open whatever is reminded`,
  'reminders.quietFromHour': ({ reminders }) =>
    $localize`From ${clock(reminders.quietFromHour)}:hour: in the person's own time zone nobody is reminded`,
  'reminders.quietToHour': ({ reminders }) =>
    reminders.quietFromHour === reminders.quietToHour
      ? $localize`The same hour as the other: there is no quiet time`
      : $localize`Until ${clock(reminders.quietToHour)}:hour:`,
  'privacy.companyKey': ({ privacy }) =>
    privacy.companyKey === 'none'
      ? $localize`Only an employee's own workstations and recovery code open what is stored`
      : $localize`Opens backups where the key is registered and the employee has read the statement that names it`,
  'privacy.restoreApprovals': () => $localize`How many have to agree`,
  'privacy.employeeMayNarrow': ({ privacy }) =>
    privacy.employeeMayNarrow
      ? $localize`In backups that they start themselves, and never more is read. What is required and left out is a gap`
      : $localize`The agent refuses before it reads`,
  'privacy.purpose': () => reason,
  'privacy.lawfulBasis': () => reason,
  'privacy.worksCouncilAgreement': () => $localize`Its name and date, as employees find it`,
};
