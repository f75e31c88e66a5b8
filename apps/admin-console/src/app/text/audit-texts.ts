import type { AccessLogItem, AuditAction, AuditItem, PersonInLog } from '@holdfast/contracts';
import { ROLE_TEXTS } from './role-texts';

/** What an event of the audit log says happened, as one reads it down a list. */
export const AUDIT_TEXTS: Record<AuditAction, string> = {
  'company.created': $localize`The company was set up`,
  'person.added': $localize`A person was added`,
  'person.changed': $localize`A person was changed`,
  'person.left': $localize`A person has left: no sign-in and no backups from then on`,
  'person.taken-back': $localize`A person who had left is back`,
  'leaver.link-made': $localize`A leaver's personal link was made`,
  'leaver.link-mailed': $localize`A leaver was sent their personal link`,
  'leaver.link-opened': $localize`A leaver opened their personal link`,
  'leaver.access-extended': $localize`A leaver was given longer access`,
  'leaver.terms-changed': $localize`How long leavers have access was changed`,
  'leaver.code-proven': $localize`A leaver proved their recovery code, to export`,
  'leaver.code-refused': $localize`A wrong recovery code was tried by a leaver's link`,
  'leaver.held': $localize`A hold was placed on what is kept of a leaver`,
  'leaver.hold-lifted': $localize`A hold on a leaver was lifted`,
  'leaver.erasure-asked': $localize`A leaver asked to be erased at once`,
  'leaver.erasure-begun': $localize`A leaver is being erased`,
  'leaver.erased': $localize`A leaver was erased`,
  'person.linked': $localize`A person was linked to single sign-on`,
  'person.forgotten': $localize`A person was forgotten in this log`,
  'person.viewed': $localize`Looked at a person`,
  'everybody.viewed': $localize`Looked at lists of people`,
  'phone.viewed': $localize`Looked at a phone`,
  'phone.enrolled': $localize`A phone was enrolled`,
  'phone.released': $localize`A phone was released: it is no longer protected`,
  'phone.command-queued': $localize`Asked a phone's agent for something`,
  'notice.acknowledged': $localize`The privacy notice was acknowledged`,
  'notice.withdrawn': $localize`An acknowledgement was taken back: nothing more is read`,
  'notice.published': $localize`The privacy notice was changed`,
  'workstation.enrolled': $localize`A workstation was enrolled`,
  'workstation.token-made': $localize`An enrolment token was made`,
  'workstation.tokens-made': $localize`Enrolment tokens were made for everybody without a workstation`,
  'workstation.approved': $localize`Let a workstation in that asked to be enrolled`,
  'workstation.declined': $localize`Turned a workstation away that asked to be enrolled`,
  'workstation.revoked': $localize`A workstation was cut off`,
  'people.imported': $localize`People were added and changed by a file`,
  'group.added': $localize`The directory added a group`,
  'group.changed': $localize`The directory changed a group`,
  'group.removed': $localize`The directory removed a group`,
  'directory.changed': $localize`The limit of the directory was changed`,
  'directory.token-made': $localize`A directory token was made`,
  'directory.token-revoked': $localize`A directory token was revoked`,
  'api-token.made': $localize`An API token was made`,
  'api-token.revoked': $localize`An API token was revoked`,
  'inventory.imported': $localize`An inventory of phones was imported`,
  'inventory.source-changed': $localize`A source of the inventory was changed`,
  'inventory.source-removed': $localize`A source of the inventory was removed`,
  'inventory.source-quiet': $localize`A source of the inventory went quiet`,
  'inventory.phone-set-aside': $localize`A phone of the inventory was set aside`,
  'inventory.phone-taken-back': $localize`A phone of the inventory was taken back`,
  'directory.took-over': $localize`The directory took a person over`,
  'directory.removal-held': $localize`The directory removed a person, which is held`,
  'directory.removal-withdrawn': $localize`The directory withdrew a removal that was held`,
  'directory.removals-confirmed': $localize`Removals of the directory were confirmed`,
  'directory.removals-refused': $localize`Removals of the directory were refused`,
  'incident.handed': $localize`Handed an incident to somebody`,
  'anomaly.judged': $localize`Said what an unusual change was`,
  'location.changed': $localize`Changed what is said about a location`,
  'gaps.assigned': $localize`Handed gaps to somebody of IT`,
  'exemption.asked': $localize`Asked for an exemption`,
  'exemption.approved': $localize`Approved an exemption`,
  'exemption.ended': $localize`Ended an exemption`,
  'reminder.asked': $localize`Asked to remind a person`,
  'policy.added': $localize`A policy was added`,
  'reminders.asked': $localize`Asked to remind many people`,
  'reminder.escalated': $localize`Told further that a person is not protected, as announced`,
  'alerts.changed': $localize`Changed who is told of alerts`,
  'alerts.mail-tested': $localize`Tried the mail server`,
  'webhook.added': $localize`Added a webhook`,
  'webhook.changed': $localize`Changed a webhook`,
  'webhook.removed': $localize`Removed a webhook`,
  'webhook.secret-made': $localize`Made a new secret of a webhook`,
  'webhook.tested': $localize`Sent a test event to a webhook`,
  'webhook.redelivered': $localize`Had an event delivered again`,
  'webhook.switched-off': $localize`Switched off a webhook that failed for days`,
  'policy.published': $localize`A policy was published`,
  'policy.retired': $localize`A policy was retired`,
  'policy.assigned': $localize`Policies were assigned`,
  'policy.document-applied': $localize`A document of policies was applied`,
  'location.connected': $localize`A storage location was connected`,
  'recovery-key.registered': $localize`The company's recovery key was registered`,
  'recovery-key.replaced': $localize`The company's recovery key was replaced`,
  'recovery-code.registered': $localize`A recovery code was made`,
  'recovery-code.proven': $localize`A recovery code was proven`,
  'recovery-code.refused': $localize`A wrong recovery code was typed`,
  'recovery-code.replaced': $localize`A recovery code was replaced`,
  'join.asked': $localize`A workstation asked to be let into its person's backups`,
  'join.approved': $localize`A workstation was let into its person's backups by another one`,
  'join.refused': $localize`A workstation was not let into its person's backups`,
  'join.joined': $localize`A workstation reads and writes its person's backups now`,
  'report.downloaded': $localize`Downloaded a report of everybody`,
  'sign-in.succeeded': $localize`Signed in`,
  'sign-in.refused': $localize`A sign-in was refused`,
  'sign-in.by-break-glass': $localize`Signed in by break-glass account`,
  'sign-out': $localize`Signed out`,
  'session.revoked': $localize`A session was ended`,
  'account.made': $localize`A break-glass account was made`,
  'account.setup-token-made': $localize`A setup token was made`,
  'account.factor-added': $localize`A second factor was added`,
  'account.factor-removed': $localize`A second factor was removed`,
  'account.factor-renamed': $localize`A second factor was renamed`,
  'account.confirmed': $localize`Confirmed their account once more`,
  'account.password-changed': $localize`A password was changed`,
  'access.refused': $localize`Tried what the role does not allow`,
  'sso.connection-changed': $localize`Single sign-on was changed`,
  'sso.tested': $localize`Single sign-on was tested`,
  'sso.switched-on': $localize`Single sign-on was switched on`,
  'sso.switched-off': $localize`Single sign-on was switched off`,
  'sso.removed': $localize`A single sign-on connection was removed`,
  'audit.viewed': $localize`Read the audit log`,
  'audit.exported': $localize`Exported the audit log`,
  'company.setup-token-made': $localize`A setup token of the company was made`,
  'operator.token-made': $localize`An operator was invited`,
  'operator.changed': $localize`An operator was changed`,
  'operator.made': $localize`An operator was made`,
};

export const AUDIT_ACTIONS = Object.keys(AUDIT_TEXTS) as AuditAction[];

export const isAuditAction = (text: string | undefined): text is AuditAction =>
  text !== undefined && text in AUDIT_TEXTS;

/** An action of a newer version is shown by its code. */
export const actionText = (action: string): string => (isAuditAction(action) ? AUDIT_TEXTS[action] : action);

export const personText = (person: PersonInLog): string => person.name ?? $localize`a forgotten person`;

export const actorText = ({ kind, person, name }: AuditItem['actor']): string => {
  const who = person === null ? '' : personText(person);
  if (kind === 'person') return who;
  if (kind === 'agent') return $localize`the agent of ${who}:name:`;
  if (kind === 'token') return $localize`the script “${name ?? ''}:label:”`;
  if (kind === 'operator') return $localize`an operator`;
  return kind === 'system' ? $localize`Holdfast itself` : $localize`somebody who was not signed in`;
};

/** What of somebody was looked at, as the end of "Ann looked at …". */
const LOOK_TEXTS: Record<AccessLogItem['action'], string> = {
  'person.viewed': $localize`looked at your page`,
  'phone.viewed': $localize`looked at a phone of yours`,
  'everybody.viewed': $localize`looked at lists of everybody`,
  'audit.viewed': $localize`read the audit log`,
  'audit.exported': $localize`exported the audit log`,
  'report.downloaded': $localize`downloaded a report of everybody`,
  'leaver.link-made': $localize`made a personal link to what is kept of you`,
  'phone.released': $localize`released a phone of yours: it is no longer protected`,
};

/** "Ann Lee (helpdesk) looked at your phone “My Pixel”". */
export const lookSentence = ({ by, action, phone }: AccessLogItem): string => {
  const name = by.name ?? $localize`Somebody who has left`;
  const who = by.role === null ? name : `${name} (${ROLE_TEXTS[by.role]})`;
  if (action === 'phone.viewed' && phone)
    return $localize`${who}:who: looked at your phone “${phone.label}:phone:”`;
  if (action === 'phone.released' && phone)
    return $localize`${who}:who: released your phone “${phone.label}:phone:”: it is no longer protected`;
  return `${who} ${LOOK_TEXTS[action]}`;
};
