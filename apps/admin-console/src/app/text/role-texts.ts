import type { Role } from '@holdfast/contracts';

export const ROLE_TEXTS: Record<Role, string> = {
  owner: $localize`owner`,
  admin: $localize`admin`,
  privacy: $localize`privacy officer`,
  helpdesk: $localize`helpdesk`,
  auditor: $localize`auditor`,
  employee: $localize`employee`,
};

export const ROLES = Object.keys(ROLE_TEXTS) as Role[];

/** Roles that only an owner gives and takes; the api decides again. */
const APPOINTED: readonly Role[] = ['owner', 'admin', 'privacy'];
export const isAppointed = (role: Role): boolean => APPOINTED.includes(role);

/** What one may make of somebody. */
export const rolesToGive = (mayAppoint: boolean): Role[] =>
  ROLES.filter((role) => mayAppoint || !isAppointed(role));
