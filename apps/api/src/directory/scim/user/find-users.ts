import { Injectable } from '@nestjs/common';
import { Configuration } from '../../../configuration/index.js';
import { Tenant } from '../../../database/index.js';
import type { DirectoryCaller } from '../../../http/index.js';
import { USER_ATTRIBUTES } from '../filter/attributes.js';
import { type ListAnswer, listAnswer, totalOf } from '../list-answer.js';
import { parametersOf, readListQuery } from '../list-query.js';
import { project, readProjection, type Resource } from '../projection.js';
import { isId } from '../resource-id.js';
import { scimBase } from '../scim-base.js';
import { noResource } from '../scim-refusal.js';
import { countUsers, userById, userPage } from './user-rows.js';
import { userResource } from './user-resource.js';

/** People whom the directory manages, as it reads them back. */
@Injectable()
export class FindUsers {
  constructor(
    private readonly tenant: Tenant,
    private readonly configuration: Configuration,
  ) {}

  list({ companyId }: DirectoryCaller, query: unknown): Promise<ListAnswer> {
    const asked = readListQuery(query, USER_ATTRIBUTES);
    const base = scimBase(this.configuration);
    return this.tenant.run(companyId, async (db) => {
      const users = asked.count === 0 ? [] : await userPage(db, companyId, asked);
      const total = totalOf(asked, users.length) ?? (await countUsers(db, companyId, asked.filter));
      const resources = users.map((user) => project(userResource(user, base), asked.projection));
      return listAnswer(asked.startIndex, total, resources);
    });
  }

  one({ companyId }: DirectoryCaller, id: string, query: unknown): Promise<Resource> {
    const projection = readProjection(parametersOf(query));
    return this.tenant.run(companyId, async (db) => {
      const user = isId(id) ? await userById(db, companyId, id) : undefined;
      if (!user) throw noResource();
      return project(userResource(user, scimBase(this.configuration)), projection);
    });
  }
}
