import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Configuration } from '../configuration/index.js';
import { Tenant } from '../database/index.js';
import { SsoEntry } from '../entry/index.js';
import type { SsoSettings } from '@holdfast/contracts';
import type { Connection } from './connection.js';
import { connectionById } from './connection-rows.js';
import { OurKeys } from './our-keys.js';
import { serviceProvider, type ServiceProvider } from './service-provider.js';
import type { StrategyParts } from './strategy.js';

const RECENT_MS = 5_000;
const MOST = 1_000;

/** Connections as browsers and identity providers name them: by an id, before the company is known. */
@Injectable()
export class Connections {
  readonly #origin: string;
  readonly #recent = new Map<string, { readonly connection: Connection; readonly until: number }>();

  constructor(
    private readonly entry: SsoEntry,
    private readonly tenant: Tenant,
    private readonly keys: OurKeys,
    configuration: Configuration,
  ) {
    this.#origin = configuration.values.publicOrigin;
  }

  /** Undefined for an id that nobody has. */
  async find(id: string): Promise<Connection | undefined> {
    const found = await this.entry.connection(id);
    if (!found) return undefined;
    return this.tenant.run(found.companyId, (db) => connectionById(db, found.companyId, id));
  }

  /**
   * The same as it was within the last five seconds: for sign-ins by what is live, where a rush would read one row over and
   * over. A session is given only after the row was read again (`CompleteSignIn`).
   */
  async findLive(id: string): Promise<Connection | undefined> {
    const known = this.#recent.get(id);
    if (known && known.until > Date.now()) return known.connection;
    const connection = await this.find(id);
    if (!connection?.live) return connection;
    if (this.#recent.size >= MOST) this.#recent.clear();
    this.#recent.set(id, { connection, until: Date.now() + RECENT_MS });
    return connection;
  }

  /** What was read before is no longer so. */
  changed(id: string): void {
    this.#recent.delete(id);
  }

  one(db: EntityManager, companyId: string, id: string): Promise<Connection | undefined> {
    return connectionById(db, companyId, id);
  }

  us(id: string): ServiceProvider {
    return serviceProvider(this.#origin, id);
  }

  /** Settings of a sign-in, or of a test of what is being prepared; undefined when there are none. */
  settings(connection: Connection, test: boolean): SsoSettings | undefined {
    return (test ? connection.draft : connection.live) ?? undefined;
  }

  parts(connection: Connection, settings: SsoSettings, requestId: string): StrategyParts {
    return {
      settings,
      us: this.us(connection.id),
      ourKey: this.keys.open(connection),
      ourCertificate: connection.ourCertificate,
      requestId,
    };
  }
}
