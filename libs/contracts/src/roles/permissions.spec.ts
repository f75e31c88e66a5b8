import { describe, expect, it } from '@jest/globals';
import { may, PERMISSIONS, type Permission } from './permissions.js';
import { type Role, ROLES } from './roles.js';

const all = Object.keys(PERMISSIONS) as Permission[];
const of = (role: Role): Permission[] => all.filter((permission) => may(role, permission));

describe('the table of permissions', () => {
  it('names known roles, once each, and an owner for everything', () => {
    for (const permission of all) {
      const roles: readonly Role[] = PERMISSIONS[permission];
      expect(new Set(roles).size).toBe(roles.length);
      for (const role of roles) expect(ROLES).toContain(role);
      expect(may('owner', permission)).toBe(true);
    }
  });

  it('lets an employee reach nothing but their own', () => {
    expect(of('employee')).toEqual(['own']);
  });

  it('lets helpdesk see state and guide, not figures, places or the log', () => {
    for (const refused of [
      'figures.read',
      'storage.place',
      'audit.read',
      'policies.publish',
      'sso.read',
    ] as const)
      expect(may('helpdesk', refused)).toBe(false);
    for (const needed of ['coverage.read', 'people.enrol', 'people.remind', 'addresses.read'] as const)
      expect(may('helpdesk', needed)).toBe(true);
  });

  it('lets an auditor change nothing', () => {
    expect(of('auditor').filter((permission) => !/\.(read|place|export)$|^own$/.test(permission))).toEqual(
      [],
    );
  });

  it('keeps the privacy officer apart from IT', () => {
    for (const refused of ['policies.publish', 'storage.change', 'sso.change', 'people.add'] as const)
      expect(may('privacy', refused)).toBe(false);
  });
});
