import { randomUUID } from 'node:crypto';
import type { SsoConnection } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import { Audit, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import { SsoEntry } from '../entry/index.js';
import type { SessionCaller } from '../http/index.js';
import { DomainError, notFound } from '../problems/index.js';
import { allConnections, deleteConnection, insertConnection, lockedConnection } from './connection-rows.js';
import type { Connection } from './connection.js';
import { Connections } from './connections.js';
import { OurKeys } from './our-keys.js';
import { showConnection } from './show-connection.js';

/** The company's connections: which there are, a new one, one fewer. */
@Injectable()
export class ListConnections {
  constructor(
    private readonly tenant: Tenant,
    private readonly connections: Connections,
    private readonly entry: SsoEntry,
    private readonly keys: OurKeys,
    private readonly audit: Audit,
  ) {}

  all({ companyId }: SessionCaller): Promise<{ items: SsoConnection[] }> {
    return this.tenant.run(companyId, async (db) => {
      const found = await allConnections(db, companyId);
      return {
        items: found.map((connection) => showConnection(connection, this.connections.us(connection.id))),
      };
    });
  }

  /** Makes our keys and addresses. @throws DomainError `version-conflict` when the name is taken */
  async add(caller: SessionCaller, name: string): Promise<SsoConnection> {
    const { companyId } = caller;
    const id = randomUUID();
    const empty = { live: null, draft: null, test: null, testedHash: null, metadataReadAt: null };
    const connection: Connection = {
      companyId,
      id,
      name,
      ...empty,
      ...(await this.keys.make(companyId, id)),
    };
    await this.tenant.run(companyId, async (db) => {
      if (!(await insertConnection(db, connection)))
        throw new DomainError(
          'version-conflict',
          'There is a connection with this name. Nothing was changed.',
        );
      await this.entry.addConnection(db, companyId, id);
      await this.log(db, caller, id, 'sso.connection-changed');
    });
    return showConnection(connection, this.connections.us(id));
  }

  /** @throws DomainError `not-found`, `version-conflict` while people sign in by it */
  async remove(caller: SessionCaller, id: string): Promise<void> {
    const { companyId } = caller;
    await this.tenant.run(companyId, async (db) => {
      const connection = await lockedConnection(db, companyId, id);
      if (!connection) throw notFound();
      if (connection.live)
        throw new DomainError(
          'version-conflict',
          'People sign in by it: switch it off first. Nothing was changed.',
        );
      await this.entry.removeConnection(db, id);
      await deleteConnection(db, companyId, id);
      await this.log(db, caller, id, 'sso.removed');
    });
    this.connections.changed(id);
  }

  private log(
    db: Parameters<Audit['append']>[0],
    caller: SessionCaller,
    id: string,
    action: 'sso.connection-changed' | 'sso.removed',
  ): Promise<void> {
    const object = { kind: 'sso-connection', id };
    return this.audit.append(db, caller.companyId, { action, by: doerOf(caller), object });
  }
}
