import type { SignedRequest } from '@holdfast/contracts';
import type { ListedObject } from '@holdfast/storage/maintenance';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/index.js';
import type { AgentCaller } from '../http/index.js';
import { AgentRepository } from './agent-repository.js';
import { Locations } from './locations.js';

const PAGE = 1000;

/** What an agent may read of its own repository: signed GETs and the names there. */
@Injectable()
export class ReadObjects {
  constructor(
    private readonly tenant: Tenant,
    private readonly repository: AgentRepository,
    private readonly locations: Locations,
  ) {}

  /** In the order asked; an object that is not there is found out by the GET. @throws DomainError `not-found` */
  async signDownloads(
    caller: AgentCaller,
    repositoryId: string,
    locationId: string,
    names: readonly string[],
  ): Promise<SignedRequest[]> {
    const { location } = await this.reach(caller, repositoryId, locationId);
    return this.locations.use(location, repositoryId, ({ signer }) =>
      Promise.all(names.map((name) => signer.signGet(name))),
    );
  }

  /** A page of names and sizes. @throws DomainError `not-found`, `storage-unreachable` (retry helps) */
  async list(
    caller: AgentCaller,
    repositoryId: string,
    query: {
      readonly locationId: string;
      readonly prefix: string;
      readonly cursor?: string | undefined;
    },
  ): Promise<{ objects: ListedObject[]; nextCursor: string | null }> {
    const { location } = await this.reach(caller, repositoryId, query.locationId);
    const page = await this.locations.use(location, repositoryId, ({ objects }) =>
      objects.list(query.prefix, query.cursor, PAGE),
    );
    return { objects: [...page.objects], nextCursor: page.nextCursor };
  }

  private reach(caller: AgentCaller, repositoryId: string, locationId: string) {
    return this.tenant.run(caller.companyId, (db) =>
      this.repository.reach(db, caller, repositoryId, locationId),
    );
  }
}
