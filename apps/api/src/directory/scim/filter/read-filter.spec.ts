import { describe, expect, it } from '@jest/globals';
import { GROUP_ATTRIBUTES, USER_ATTRIBUTES } from './attributes.js';
import { readFilter } from './read-filter.js';

const refusal = (filter: string): unknown => {
  try {
    readFilter(filter, USER_ATTRIBUTES);
    return undefined;
  } catch (error) {
    return (error as { context?: { scimType?: string } }).context?.scimType;
  }
};

describe('filters', () => {
  it.each([
    'userName eq "a"',
    'USERNAME EQ "a"',
    'userName   eq   "a"',
    'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "a"',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department eq "Sales"',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value pr',
    'emails[type eq "work" and value co "@example.com"]',
    'emails[type eq "work"].value eq "a@example.com"',
    'emails.value ew "x" and (active eq true or not (externalId pr))',
    'meta.lastModified gt "2011-05-13T04:42:34Z"',
    'userName eq "\\u0041\\"\\\\"',
    'displayName eq null',
  ])('%s is one', (filter) => {
    expect(refusal(filter)).toBeUndefined();
  });

  it.each([
    '',
    ' ',
    'userName',
    'userName eq',
    'userName eq a',
    "userName eq 'a'",
    'userName eq "a',
    'userName eq "a" ',
    'userName eq"a"',
    'userName = "a"',
    'userName eq "a" "b"',
    'userName eq "a" and',
    'and userName eq "a"',
    'userName eq "a" userName eq "b"',
    'userName eq "a"and active eq true',
    'not userName eq "a"',
    '(userName eq "a"',
    'userName eq "a")',
    '()',
    'not ()',
    'userName eq "a" or',
    'userName eq "a"; DROP TABLE directory_people',
    'userName eq "a" --',
    'userName eq "\\x"',
    'userName eq "\\ud800"',
    'userName eq "\\u0000"',
    'userName eq "\n"',
    'userName eq 5',
    'userName eq true',
    'active eq "true"',
    'active gt true',
    'id sw "0"',
    'id gt null',
    'meta.created gt "yesterday"',
    'meta.created co "2026-01-01T00:00:00Z"',
    'title eq "x"',
    'department eq "Sales"',
    'phoneNumbers[type eq "mobile"] pr',
    'emails[type eq "work"',
    'emails[type eq "work"]]',
    'emails[type eq "work"].',
    'emails[emails[type eq "work"]]',
    'emails [type eq "work"]',
    'name[givenName eq "x"]',
    'emails[userName eq "x"]',
    '__proto__ pr',
    'constructor eq "x"',
    'userName pr "x"',
    'userName pr and or active eq true',
    'userName eq "a" and not active eq true',
    'not(userName eq "a") eq "b"',
  ])('“%s” is none', (filter) => {
    expect(refusal(filter)).toBe('invalidFilter');
  });

  it('are bounded in length, depth and number', () => {
    const many = (count: number) => Array.from({ length: count }, () => 'active eq true').join(' or ');
    expect(refusal(many(50))).toBeUndefined();
    expect(refusal(many(51))).toBe('invalidFilter');
    const deep = (depth: number) => `${'('.repeat(depth)}active eq true${')'.repeat(depth)}`;
    expect(refusal(deep(10))).toBeUndefined();
    expect(refusal(deep(11))).toBe('invalidFilter');
    expect(refusal(`userName eq "${'a'.repeat(4096)}"`)).toBe('invalidFilter');
  });

  it('of groups know no attribute of people', () => {
    expect(() => readFilter('userName eq "a"', GROUP_ATTRIBUTES)).toThrow('invalid');
    expect(readFilter('displayName eq "a"', GROUP_ATTRIBUTES)).toMatchObject({ op: 'eq', value: 'a' });
  });
});
