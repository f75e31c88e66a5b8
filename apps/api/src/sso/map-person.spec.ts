import { describe, expect, it } from '@jest/globals';
import type { SsoSettings } from '@holdfast/contracts';
import { mapPerson } from './map-person.js';

const settings = (groups: SsoSettings['groups'] = []): SsoSettings => ({
  idpEntityId: 'https://idp.example/',
  ssoUrl: 'https://idp.example/sso',
  sloUrl: null,
  certificates: ['x'],
  metadataUrl: null,
  signed: 'both',
  encryptedOnly: false,
  attributes: { name: 'displayName', email: 'mail', department: 'department', groups: 'groups' },
  groups,
  joinOnSignIn: true,
  linkByEmail: true,
});
const attributes = (more: Record<string, string[]> = {}) =>
  new Map(Object.entries({ mail: ['Mira@Northwind.Example'], displayName: ['Mira Haddad'], ...more }));

describe('mapPerson', () => {
  it('reads name, address and department', () => {
    expect(mapPerson(attributes({ department: ['Sales'] }), settings())).toEqual({
      name: 'Mira Haddad',
      email: 'mira@northwind.example',
      department: 'Sales',
      groups: [],
      role: undefined,
    });
  });

  it('gives the most trusted role of all groups, and employee when none is mapped', () => {
    const mapping: SsoSettings['groups'] = [
      { group: 'auditors', role: 'auditor' },
      { group: 'it', role: 'admin' },
    ];
    const role = (groups: string[]) => mapPerson(attributes({ groups }), settings(mapping)).role;
    expect(role(['auditors', 'it'])).toBe('admin');
    expect(role(['it', 'auditors'])).toBe('admin');
    expect(role(['auditors'])).toBe('auditor');
    expect(role(['IT', 'it ', 'others'])).toBe('employee');
    expect(role([])).toBe('employee');
  });

  it('takes the address for want of a name, and makes one line of it without what turns text around', () => {
    expect(mapPerson(attributes({ displayName: [''] }), settings()).name).toBe('mira');
    expect(mapPerson(attributes({ displayName: [' Mira\n\u202eHaddad\t '] }), settings()).name).toBe(
      'Mira Haddad',
    );
    expect(mapPerson(attributes({ displayName: ['x'.repeat(500)] }), settings()).name).toHaveLength(120);
  });

  it.each([
    [{ mail: [] }, 'email-missing'],
    [{ mail: [''] }, 'email-missing'],
    [{ mail: ['no address'] }, 'email-invalid'],
    [{ mail: ['a@b.example, c@d.example'] }, 'email-invalid'],
  ])('refuses %j', (more, code) => {
    expect(() => mapPerson(attributes(more), settings())).toThrow(code);
  });
});
