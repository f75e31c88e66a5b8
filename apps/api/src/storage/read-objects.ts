import type { SignedRequest } from '@holdfast/contracts';
import type { ListedObject } from '@holdfast/storage/maintenance';
import { Injectable } from '@nestjs/common';
import { Tenant } from '../database/index.js';
import { AgentRepository, type RepositoryOwner } from './agent-repository.js';
import { Locations } from './locations.js';

const PAGE = 1000;

/** What somebody may read of their own repository, by an agent or as a leaver: signed GETs and the names there. */
@Injectable()
export class ReadObjects {
  constructor(
    private readonly tenant: Tenant,
    private readonly repository: AgentRepository,
    private readonly locations: Locations,
  ) {}

  /** In the order asked; an object that is not there is found out by the GET. @throws DomainError `not-found` */
  async signDownloads(
    caller: RepositoryOwner,
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
    caller: RepositoryOwner,
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

  private reach(caller: RepositoryOwner, repositoryId: string, locationId: string) {
    return this.tenant.run(caller.companyId, (db) =>
      this.repository.reach(db, caller, repositoryId, locationId),
    );
  }
}
