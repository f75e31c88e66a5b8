import type { Permission } from './permissions.js';
import { may } from './permissions.js';
import type { Role } from './roles.js';

/**
 * What a company's token may do, each with the permission that its maker needs: nobody hands to a script what they may not
 * do themselves. A closed list, and none of it rules over people, sign-in, keys or the log.
 */
export const SCOPE_PERMISSIONS = {
  'policies.read': 'policies.read',
  'policies.publish': 'policies.publish',
  'inventory.read': 'inventory.read',
  'inventory.write': 'inventory.change',
  'coverage.read': 'coverage.read',
} as const satisfies Record<string, Permission>;

export type ApiScope = keyof typeof SCOPE_PERMISSIONS;
export const API_SCOPES = Object.keys(SCOPE_PERMISSIONS) as [ApiScope, ...ApiScope[]];

/** The scopes that somebody of this role may give to a token. */
export const scopesOf = (role: Role): ApiScope[] =>
  API_SCOPES.filter((scope) => may(role, SCOPE_PERMISSIONS[scope]));
