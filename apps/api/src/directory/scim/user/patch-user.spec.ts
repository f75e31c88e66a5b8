import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPatchBody } from '../patch-body.js';
import { ENTERPRISE, PATCH_OP } from '../urns.js';
import { targetsOf } from './patch-targets.js';
import { patchUser } from './patch-user.js';
import { differences, type UserRecord } from './user-record.js';

const before: UserRecord = {
  userName: 'ann@x.example',
  externalId: 'e-1',
  displayName: 'Ann Lee',
  givenName: 'Ann',
  familyName: 'Lee',
  email: 'ann@x.example',
  department: 'Legal',
  managerId: null,
  active: true,
};
const body = (...Operations: unknown[]) => ({ schemas: [PATCH_OP], Operations });
const patched = (...operations: unknown[]): UserRecord =>
  patchUser(before, targetsOf(readPatchBody(body(...operations))));
const refusal = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return (error as { context?: { scimType?: string } }).context?.scimType;
  }
};

describe('a PATCH of a person', () => {
  it.each([
    ['emails[type eq "work" and primary eq true].value', 'new@x.example', { email: 'new@x.example' }],
    ['emails[type eq "home"].value', 'home@x.example', {}],
    ['emails[not (type eq "work")].value', 'home@x.example', {}],
    ['emails.value', 'new@x.example', { email: 'new@x.example' }],
    ['emails', [{ value: 'a@x.example' }, { value: 'b@x.example', primary: true }], { email: 'b@x.example' }],
    ['emails', { value: 'c@x.example', type: 'work' }, { email: 'c@x.example' }],
    ['name', { givenName: 'Anna', middleName: 'M' }, { givenName: 'Anna' }],
    ['NAME.GIVENNAME', 'Anna', { givenName: 'Anna' }],
    [ENTERPRISE, { department: 'IT', costCenter: 'x' }, { department: 'IT' }],
    [`${ENTERPRISE}:manager`, [{ value: 'm' }], { managerId: 'm' }],
    ['urn:example:2.0:Other:thing', 'x', {}],
    ['roles[primary eq "True"].value', 'admin', {}],
    ['constructor', { userName: 'evil@x.example' }, {}],
    ['name.formatted', 'Whoever', {}],
  ] as const)('of %s', (path, value, changed) => {
    expect(patched({ op: 'Replace', path, value })).toEqual({ ...before, ...changed });
    expect(patched({ op: 'add', path, value })).toEqual({ ...before, ...changed });
  });

  it('takes operations one after the other, and falls back to the user name as the address', () => {
    expect(
      patched({ op: 'Replace', path: 'displayName', value: 'One' }, { op: 'remove', path: 'displayName' }),
    ).toMatchObject({ displayName: null });
    expect(
      patched({ op: 'replace', path: 'userName', value: 'b@x.example' }, { op: 'remove', path: 'emails' }),
    ).toMatchObject({ email: 'b@x.example' });
    expect(
      refusal(() =>
        patched({ op: 'Replace', path: 'userName', value: 'B' }, { op: 'remove', path: 'emails' }),
      ),
    ).toBe('invalidValue');
  });

  it.each([
    [{ op: 'move', path: 'displayName', value: 'x' }, 'invalidSyntax'],
    [{ path: 'displayName', value: 'x' }, 'invalidSyntax'],
    [{ op: 'replace', path: 'displayName' }, 'invalidSyntax'],
    [{ op: 'replace', value: 'text' }, 'invalidSyntax'],
    [{ op: 'remove' }, 'noTarget'],
    [{ op: 'replace', path: 'id', value: 'x' }, 'mutability'],
    [{ op: 'replace', path: '', value: 'x' }, 'invalidPath'],
    [{ op: 'replace', path: 'a b', value: 'x' }, 'invalidPath'],
    [{ op: 'replace', path: 'emails[', value: 'x' }, 'invalidPath'],
    [{ op: 'replace', path: '__proto__.active', value: true }, 'invalidPath'],
    [{ op: 'replace', value: { 'constructor.prototype.active': true } }, 'invalidPath'],
    [{ op: 'replace', path: 'emails[type eq].value', value: 'x' }, 'invalidFilter'],
    [{ op: 'replace', path: 'phoneNumbers[type].value', value: 'x' }, 'invalidFilter'],
    [{ op: 'replace', path: 'displayName', value: { deep: true } }, 'invalidValue'],
    [{ op: 'replace', path: 'displayName', value: 'x'.repeat(257) }, 'invalidValue'],
    [{ op: 'replace', path: 'active', value: 1 }, 'invalidValue'],
    [{ op: 'remove', path: 'userName' }, 'invalidValue'],
    [{ op: 'replace', path: 'emails', value: 'not a list' }, undefined],
  ] as const)('%j is refused', (operation, scimType) => {
    expect(refusal(() => patched(operation))).toBe(scimType);
  });

  it('is bounded', () => {
    const many = Array.from({ length: 1001 }, () => ({ op: 'remove', path: 'displayName' }));
    expect(refusal(() => patched(...many))).toBe('tooMany');
    expect(refusal(() => readPatchBody({ schemas: [], Operations: [{}] }))).toBe('invalidSyntax');
    expect(refusal(() => readPatchBody(body()))).toBe('invalidSyntax');
  });

  it('of anything at all changes what it names, or nothing, and never an object that is not its own', () => {
    const names = [
      'displayName',
      'active',
      'name.familyName',
      'emails',
      'userName',
      `${ENTERPRISE}:department`,
    ];
    const path = fc.oneof(
      fc.constantFrom(
        ...names,
        'constructor',
        '__proto__',
        'emails[type eq "work"].value',
        'toString',
        'meta',
      ),
      fc.string(),
    );
    const value = fc.oneof(
      fc.string(),
      fc.boolean(),
      fc.constant(null),
      fc.constant('ben@x.example'),
      fc.jsonValue({ maxDepth: 3 }),
      fc.dictionary(path, fc.oneof(fc.string(), fc.boolean(), fc.jsonValue({ maxDepth: 2 })), {
        noNullPrototype: true,
      }),
    );
    const operation = fc.record(
      { op: fc.constantFrom('add', 'Replace', 'remove', 'x'), path, value },
      { requiredKeys: ['op'] },
    );
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 3 }), (operations) => {
        let after: UserRecord;
        try {
          after = patched(...(JSON.parse(JSON.stringify(operations)) as unknown[]));
        } catch (error) {
          expect(error).toMatchObject({ code: 'request-invalid', context: { scimType: expect.any(String) } });
          return;
        }
        expect(Object.keys(after).sort()).toEqual(Object.keys(before).sort());
        const said = JSON.stringify(operations).toLowerCase();
        for (const field of differences(before, after)) {
          const attribute = field === 'email' ? 'emails' : field === 'managerId' ? 'manager' : field;
          expect(
            said.includes(attribute.toLowerCase()) || said.includes('name') || said.includes('enterprise'),
          ).toBe(true);
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(Object.keys({}.constructor)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});
