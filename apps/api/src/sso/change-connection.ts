import type { SsoConnection } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Audit, type AuditEvent, doerOf } from '../audit/index.js';
import { Tenant } from '../database/index.js';
import type { SessionCaller } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { lockedConnection, updateConnection } from './connection-rows.js';
import type { Connection } from './connection.js';
import { Connections } from './connections.js';
import { showConnection } from './show-connection.js';

/** What a change makes of a connection, and how the log calls it. */
export interface Change {
  readonly to: Connection;
  readonly action: AuditEvent['action'];
  readonly details?: AuditEvent['details'];
}

/** Changes one connection: alone at it, in one transaction, on record. The one place where that is done. */
@Injectable()
export class ChangeConnection {
  constructor(
    private readonly tenant: Tenant,
    private readonly connections: Connections,
    private readonly audit: Audit,
  ) {}

  /** @throws DomainError `not-found`, and what `change` throws */
  async run(
    caller: SessionCaller,
    id: string,
    change: (connection: Connection, db: EntityManager) => Change | Promise<Change>,
  ): Promise<SsoConnection> {
    const { companyId } = caller;
    const shown = await this.tenant.run(companyId, async (db) => {
      const connection = await lockedConnection(db, companyId, id);
      if (!connection) throw notFound();
      const { to, action, details } = await change(connection, db);
      await updateConnection(db, to);
      const object = { kind: 'sso-connection', id };
      await this.audit.append(db, companyId, { action, by: doerOf(caller), object, details });
      return showConnection(to, this.connections.us(id));
    });
    this.connections.changed(id);
    return shown;
  }
}
