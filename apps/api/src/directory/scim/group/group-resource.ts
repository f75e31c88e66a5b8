import { etagOf } from '../etag.js';
import type { Resource } from '../projection.js';
import { CORE_GROUP } from '../urns.js';
import type { MemberRow, StoredGroup } from './group-rows.js';

/** A group as a SCIM resource. `members` undefined: they are not asked for, and were not read. */
export const groupResource = (
  group: StoredGroup,
  members: readonly MemberRow[] | undefined,
  base: string,
): Resource => ({
  schemas: [CORE_GROUP],
  id: group.id,
  ...(group.externalId === null ? {} : { externalId: group.externalId }),
  displayName: group.displayName,
  ...(members && {
    members: members.map(({ id, name }) => ({
      value: id,
      display: name,
      type: 'User',
      $ref: `${base}/Users/${id}`,
    })),
  }),
  meta: {
    resourceType: 'Group',
    created: group.createdAt.toISOString(),
    lastModified: group.changedAt.toISOString(),
    location: `${base}/Groups/${group.id}`,
    version: etagOf(group.version),
  },
});
