export {
  requiredCategories,
  type CopyRules,
  type CoverageRules,
  type ScheduleRules,
  type WindowRule,
} from './policy-rules.js';
export { isBackupDue } from './schedule/is-backup-due.js';
export { nextDueAt, type ScheduleFacts } from './schedule/next-due-at.js';
export { covers, globs, GlobWalk } from './globs/glob-walk.js';
export type { FoundGap, FoundGapCode, FoundGapSeverity, GapDetails } from './gaps/gap.js';
export type { Exemption, ExemptedGap } from './gaps/exempted.js';
export type { CopyFacts, EndedRun, LackingFacts, PhoneFacts, SnapshotFacts } from './gaps/phone-facts.js';
export type { EmployeeFacts, RepositoryFacts } from './gaps/employee-facts.js';
export { evaluatePhone, type FoundPhoneState, type PhoneEvaluation } from './gaps/evaluate-phone.js';
export { evaluateEmployee, type EmployeeEvaluation, type Standing } from './gaps/evaluate-employee.js';
export { type CompanyKeyFacts, recoveryUntested } from './gaps/recovery-untested.js';
export { isOlderVersion } from './gaps/is-older-version.js';
export { type ListedPhone, matchInventory } from './inventory/match-inventory.js';
export type { ModelNames } from './inventory/phone-model.js';
export { headline, type HeadlineParts } from './headline/headline.js';
export { describeGap, whoseStep } from './text/describe-gap.js';
export type { GapContext, GapText } from './text/gap-text.js';
export {
  type AssignmentResolution,
  type AssignmentRules,
  type LostBecause,
  resolveAssignment,
} from './assignment/resolve-assignment.js';
export { assignmentFaults, type AssignmentFault, HIGHEST_PRIORITY } from './assignment/assignment-faults.js';
export { askedSince, type PublishedScope } from './assignment/asked-since.js';
export { summarisePolicy, type SummaryRules } from './text/summarise-policy.js';
export { categoriesOffTheRecord, type PolicyWithReasons } from './scope/categories-off-the-record.js';
export { scopeAskedOf, type ScopeByPlatform } from './scope/scope-asked-of.js';
export {
  isWholeIphoneOffTheRecord,
  type PolicyAboutIphones,
} from './scope/is-whole-iphone-off-the-record.js';
export {
  decideRetention,
  type KeepReason,
  type RetainedSnapshot,
  type RetentionDecision,
  type RetentionRules,
} from './retention/decide-retention.js';
export { decideReminder } from './reminders/decide-reminder.js';
export { type DigestRules, digestDue } from './reminders/digest-due.js';
export { isQuiet, notQuietFrom, type QuietHours } from './reminders/quiet-hours.js';
export type {
  RemindedGap,
  ReminderChannel,
  ReminderDecision,
  ReminderFacts,
  ReminderRules,
} from './reminders/reminder-rules.js';
export {
  type Claim,
  CLAIM_CODES,
  CLAIM_COLUMNS,
  type ClaimCode,
  type ClaimColumn,
  COLUMN_TITLES,
} from './visibility/claim.js';
export { statementText } from './visibility/statement-text.js';
export { visibilityOf } from './visibility/visibility-of.js';
export type { RegisteredKey, VisibilityRules } from './visibility/visibility-rules.js';
export { earliest, latest } from './moments.js';
export {
  type FoundIncident,
  INCIDENT_KINDS,
  type IncidentKind,
  type IncidentSeverity,
} from './incidents/incident.js';
export {
  type FailingShare,
  commonCauses,
  failingShares,
  failingStorage,
} from './incidents/failing-shares.js';
export {
  type LocationHealth,
  type LocationTrouble,
  troubledLocations,
} from './incidents/troubled-locations.js';
export { type ProviderHealth, troubledProviders } from './incidents/troubled-providers.js';
export { describeIncident, type IncidentText } from './incidents/describe-incident.js';
export { type ExplainedGaps, gapsOfIncident } from './incidents/gaps-of-incident.js';
export {
  type AnomalyKind,
  type FoundAnomaly,
  HISTORY,
  judgeSnapshot,
  SUSPICIOUS,
} from './anomalies/judge-snapshot.js';
export type { SnapshotFigures } from './anomalies/snapshot-figures.js';
export { describeAnomaly } from './anomalies/describe-anomaly.js';
export { checkPolicy, nameKey } from './meaning/check-policy.js';
export type { CheckedPolicy } from './meaning/checked-policy.js';
export { POLICY_FINDING_CODES, type PolicyFinding, type PolicyFindingCode } from './meaning/finding.js';
export type { KnownLocation, Surroundings } from './meaning/surroundings.js';
export { categoriesOf, narrow, type NarrowablePolicy, type Narrowed } from './narrowing/narrow.js';
export { changesBetween, type FieldChange } from './document/changes-between.js';
export { differenceFrom, withDifference } from './document/difference-from.js';
export type { Value, Values } from './document/values.js';
export { type CutOffBackups, windowTooShort } from './schedule/window-too-short.js';
