import type { Role } from '@holdfast/contracts';

export const ROLE_TEXTS: Record<Role, string> = {
  owner: $localize`owner`,
  admin: $localize`admin`,
  helpdesk: $localize`helpdesk`,
  auditor: $localize`auditor`,
  employee: $localize`employee`,
};

export const ROLES = Object.keys(ROLE_TEXTS) as Role[];

/** Who changes things in the console; the api refuses everybody else again. */
export const isWriter = (role: Role | undefined): boolean => role === 'owner' || role === 'admin';
