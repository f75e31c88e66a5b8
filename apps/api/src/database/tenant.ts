import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { askOne, type Prepared } from './prepared.js';

/** Injection tokens of the two pools. Only this room and `entry` use them. */
export const API_DATA_SOURCE = Symbol('connections as holdfast_api');
export const JOBS_DATA_SOURCE = Symbol('connections as holdfast_jobs');

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const inCompany = async <T>(
  source: DataSource,
  companyId: string,
  work: (db: EntityManager) => Promise<T>,
): Promise<T> => {
  if (!UUID.test(companyId)) throw new Error('A transaction needs the id of a company');
  const runner = source.createQueryRunner();
  try {
    // One round trip for both, where each call of the api would make two; only digits and dashes come in here.
    await runner.query(`BEGIN; SELECT set_config('app.company_id', '${companyId}', true)`);
    const result = await work(runner.manager);
    await runner.query('COMMIT');
    return result;
  } catch (error) {
    // On a connection that is gone there is nothing to roll back: PostgreSQL has done it.
    await runner.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
};

/**
 * The one transaction of a use case, as `holdfast_api`, in which only one company's rows exist (row-level security).
 * Features join it by being passed `db`. No network call inside: it would hold locks while somebody else thinks.
 */
@Injectable()
export class Tenant {
  constructor(@Inject(API_DATA_SOURCE) private readonly source: DataSource) {}

  run<T>(companyId: string, work: (db: EntityManager) => Promise<T>): Promise<T> {
    return inCompany(this.source, companyId, work);
  }

  /**
   * One question in one round trip, a transaction of its own: for functions of the database that enter a company
   * themselves, as their first step.
   */
  ask<T extends object>(statement: Prepared, values: unknown[]): Promise<T[]> {
    return askOne<T>(this.source, statement, values);
  }
}

/**
 * A transaction of no company, for operators: every table of a tenant is an error in it, since what row-level security
 * compares with is not set.
 */
@Injectable()
export class Installation {
  constructor(@Inject(API_DATA_SOURCE) private readonly source: DataSource) {}

  run<T>(work: (db: EntityManager) => Promise<T>): Promise<T> {
    return this.source.transaction(work);
  }
}

/** The transaction of a job, as `holdfast_jobs`: one for one company. */
@Injectable()
export class TenantJobs {
  constructor(@Inject(JOBS_DATA_SOURCE) private readonly source: DataSource) {}

  run<T>(companyId: string, work: (db: EntityManager) => Promise<T>): Promise<T> {
    return inCompany(this.source, companyId, work);
  }
}
