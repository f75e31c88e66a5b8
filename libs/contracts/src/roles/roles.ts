/**
 * What a person of a company may be, the most trusted first: the order decides which one wins when several groups of a
 * directory give a person several roles.
 */
export const ROLES = ['owner', 'admin', 'privacy', 'helpdesk', 'auditor', 'employee'] as const;
export type Role = (typeof ROLES)[number];
