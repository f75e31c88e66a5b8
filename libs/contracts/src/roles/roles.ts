/**
 * What a person of a company may be, the most trusted first: the order decides which one wins when several groups of a
 * directory give a person several roles.
 */
export const ROLES = ['owner', 'admin', 'privacy', 'helpdesk', 'auditor', 'employee'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that only who may `people.appoint` gives and takes. */
export const APPOINTED_ROLES: readonly Role[] = ['owner', 'admin', 'privacy'];
