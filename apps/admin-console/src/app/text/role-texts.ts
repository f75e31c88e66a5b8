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
