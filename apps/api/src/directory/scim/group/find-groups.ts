import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Configuration } from '../../../configuration/index.js';
import { Tenant } from '../../../database/index.js';
import type { DirectoryCaller } from '../../../http/index.js';
import { GROUP_ATTRIBUTES } from '../filter/attributes.js';
import { type ListAnswer, listAnswer, totalOf } from '../list-answer.js';
import { parametersOf, readListQuery } from '../list-query.js';
import { isShown, project, type Projection, readProjection, type Resource } from '../projection.js';
import { isId } from '../resource-id.js';
import { scimBase } from '../scim-base.js';
import { noResource } from '../scim-refusal.js';
import {
  countGroups,
  groupById,
  groupPage,
  type MemberRow,
  membersOf,
  type StoredGroup,
} from './group-rows.js';
import { groupResource } from './group-resource.js';

/** Groups of the directory, as it reads them back. Members are read only where they are shown. */
@Injectable()
export class FindGroups {
  constructor(
    private readonly tenant: Tenant,
    private readonly configuration: Configuration,
  ) {}

  list({ companyId }: DirectoryCaller, query: unknown): Promise<ListAnswer> {
    const asked = readListQuery(query, GROUP_ATTRIBUTES);
    return this.tenant.run(companyId, async (db) => {
      const groups = asked.count === 0 ? [] : await groupPage(db, companyId, asked);
      const total = totalOf(asked, groups.length) ?? (await countGroups(db, companyId, asked.filter));
      const resources = await this.resources(db, companyId, groups, asked.projection);
      return listAnswer(asked.startIndex, total, resources);
    });
  }

  one({ companyId }: DirectoryCaller, id: string, query: unknown): Promise<Resource> {
    const projection = readProjection(parametersOf(query));
    return this.tenant.run(companyId, (db) => this.inTransaction(db, companyId, id, projection));
  }

  async inTransaction(
    db: EntityManager,
    companyId: string,
    id: string,
    projection: Projection,
  ): Promise<Resource> {
    const group = isId(id) ? await groupById(db, companyId, id) : undefined;
    if (!group) throw noResource();
    const [resource] = await this.resources(db, companyId, [group], projection);
    return resource as Resource;
  }

  private async resources(
    db: EntityManager,
    companyId: string,
    groups: readonly StoredGroup[],
    projection: Projection,
  ): Promise<Resource[]> {
    const base = scimBase(this.configuration);
    const shown = groups.length > 0 && isShown(projection, 'members');
    const members = new Map<string, MemberRow[]>(groups.map(({ id }) => [id, []]));
    if (shown)
      for (const member of await membersOf(db, companyId, [...members.keys()]))
        members.get(member.groupId)?.push(member);
    return groups.map((group) =>
      project(groupResource(group, shown ? members.get(group.id) : undefined, base), projection),
    );
  }
}
