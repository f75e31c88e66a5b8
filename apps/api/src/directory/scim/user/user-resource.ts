import { etagOf } from '../etag.js';
import type { Resource } from '../projection.js';
import { CORE_USER, ENTERPRISE } from '../urns.js';
import type { StoredUser, UserRecord } from './user-record.js';

const present = (fields: Readonly<Record<string, string | null>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => field[1] !== null));

/** What the directory said, as a SCIM resource. What is absent is left out, never null (RFC 7643, section 2.5). */
export const describeUser = (user: UserRecord): Record<string, unknown> => {
  const name = present({ givenName: user.givenName, familyName: user.familyName });
  const enterprise = {
    ...present({ department: user.department }),
    ...(user.managerId === null ? {} : { manager: { value: user.managerId } }),
  };
  return {
    ...present({ externalId: user.externalId, userName: user.userName, displayName: user.displayName }),
    ...(Object.keys(name).length > 0 ? { name } : {}),
    emails: [{ value: user.email, type: 'work', primary: true }],
    active: user.active,
    ...(Object.keys(enterprise).length > 0 ? { [ENTERPRISE]: enterprise } : {}),
  };
};

export const userResource = (user: StoredUser, base: string): Resource => {
  const described = describeUser(user);
  return {
    schemas: ENTERPRISE in described ? [CORE_USER, ENTERPRISE] : [CORE_USER],
    id: user.employeeId,
    ...described,
    meta: {
      resourceType: 'User',
      created: user.since.toISOString(),
      lastModified: user.changedAt.toISOString(),
      location: `${base}/Users/${user.employeeId}`,
      version: etagOf(user.version),
    },
  };
};
