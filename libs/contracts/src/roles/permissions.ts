import type { Role } from './roles.js';

const ALL = ['owner', 'admin', 'privacy', 'helpdesk', 'auditor', 'employee'] as const;
const STAFF = ['owner', 'admin', 'privacy', 'helpdesk', 'auditor'] as const;
const IT = ['owner', 'admin'] as const;
const SERVICE = ['owner', 'admin', 'helpdesk'] as const;

/**
 * Who may do what: the one table that the api enforces, the console shows by, docs/roles.md prints and a test tries route
 * by route. A permission is about what it does to people, not about which page it stands on.
 */
export const PERMISSIONS = {
  /** Coverage, gaps, phones, people, workstations: who is protected, and what is the next step. */
  'coverage.read': STAFF,
  /** How much of what was backed up: files, bytes, versions, runs. The state needs none of it. */
  'figures.read': ['owner', 'admin', 'privacy', 'auditor'],
  /** E-mail addresses: for whoever has to reach a person. */
  'addresses.read': ['owner', 'admin', 'privacy', 'helpdesk'],
  'people.add': IT,
  /** Change what a person may do, and whether they may at all. */
  'people.change-role': IT,
  /** Give and take the roles that rule or watch the others: owner, admin, privacy officer. */
  'people.appoint': ['owner'],
  /** Make an enrolment token: guides and enrols again, opens nothing. */
  'people.enrol': SERVICE,
  /** End the enrolment of somebody's workstation: a lost laptop is helpdesk's business. */
  'workstations.revoke': SERVICE,
  'people.remind': SERVICE,
  /** End somebody else's sessions. */
  'people.sign-out': IT,
  /** Who has left, until when they have access, what was erased. */
  'leavers.read': ['owner', 'admin', 'privacy', 'helpdesk'],
  /** How long leavers have access. Sending somebody away and taking them back is `people.change-role`. */
  'leavers.manage': IT,
  /** Make a leaver's personal link, to hand it over: it opens nothing without their recovery code. */
  'leavers.link': ['owner', 'admin', 'privacy', 'helpdesk'],
  /** Keep a leaver's data from being erased, for a reason that they are told. */
  'leavers.hold': ['owner', 'privacy'],
  /** Take gaps on, or hand them to somebody of IT. */
  'gaps.assign': SERVICE,
  /** Ask for exemptions and approve those of others: they are left out of the score, never of a report. */
  'exemptions.change': IT,
  /** Say what a change was that a phone's history does not explain: until then its older versions are kept. */
  'anomalies.judge': IT,
  'phones.command': SERVICE,
  /** Stop protecting somebody's phone: one that is lost, sold or given back. What is backed up stays. */
  'phones.release': SERVICE,
  'policies.read': STAFF,
  'policies.publish': IT,
  'notices.read': STAFF,
  /** Write what every employee is asked to acknowledge. */
  'notices.publish': ['owner', 'privacy'],
  /** That the company has a recovery key, its fingerprint, and who registered it. */
  'recovery-key.read': ['owner', 'admin', 'privacy', 'auditor'],
  /** Register the key by which the company could open everything: whoever can decides who that is. */
  'recovery-key.change': ['owner'],
  /** That a location is there, and what it protects against. */
  'storage.read': STAFF,
  /** Where exactly: endpoint, bucket, prefix. */
  'storage.place': ['owner', 'admin', 'auditor'],
  'storage.change': IT,
  'reports.read': ['owner', 'admin', 'privacy', 'auditor'],
  /** How the company signs in, without what identifies a person. */
  'sso.read': ['owner', 'admin', 'auditor'],
  /** Prepare a connection and try it, and switch one off. */
  'sso.change': IT,
  /** Decide who may say who somebody is: whoever can, could be anybody here, the privacy officer and an owner too. */
  'sso.switch': ['owner'],
  /** How the directory fills Holdfast, and whom it would remove. */
  'directory.read': ['owner', 'admin', 'auditor'],
  /** Give the directory a token, and decide on what it would remove. */
  'directory.change': IT,
  /** Give scripts of the company a token of their own; never with more than its maker may do. */
  'api-tokens.manage': IT,
  /** Phones of the company as its device management or a list knows them, enrolled or not. */
  'inventory.read': STAFF,
  /** Import such lists, and say of a phone that it is not to be protected. */
  'inventory.change': IT,
  /** Whom the company's alerts and digest go to, and its time zone. */
  'alerts.manage': IT,
  /** Where events are told outside of Holdfast: whoever can learns who is not protected. */
  'webhooks.manage': IT,
  /** Who did what. Also says who published a policy: that is about a colleague, not about the policy. */
  'audit.read': ['owner', 'admin', 'privacy', 'auditor'],
  'audit.export': ['owner', 'privacy', 'auditor'],
  /** One's own session, sessions, account and access log. */
  own: ALL,
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

export const PERMISSION_CODES = Object.keys(PERMISSIONS) as [Permission, ...Permission[]];

/** Whether a role has a permission. */
export const may = (role: Role, permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).includes(role);

/** All that a role may do, in the order of the table. */
export const permissionsOf = (role: Role): Permission[] =>
  PERMISSION_CODES.filter((permission) => may(role, permission));
