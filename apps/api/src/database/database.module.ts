import {
  type DynamicModule,
  Global,
  Inject,
  Injectable,
  Module,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { DataSource } from 'typeorm';
import { dataSourceAs } from './data-source.js';
import { API_DATA_SOURCE, Installation, JOBS_DATA_SOURCE, Tenant, TenantJobs } from './tenant.js';

/** Closes both pools when the application closes, after every open request was answered. */
@Injectable()
class Pools implements OnApplicationShutdown {
  constructor(
    @Inject(API_DATA_SOURCE) private readonly api: DataSource,
    @Inject(JOBS_DATA_SOURCE) private readonly jobs: DataSource,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.api.destroy(), this.jobs.destroy()]);
  }
}

/** Tells whether the database answers. */
@Injectable()
export class DatabaseProbe {
  constructor(@Inject(API_DATA_SOURCE) private readonly api: DataSource) {}

  async answers(): Promise<void> {
    await this.api.query('SELECT 1');
  }
}

/** Connections of a database that is migrated already. */
@Global()
@Module({})
export class DatabaseModule {
  static on(url: string): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        { provide: API_DATA_SOURCE, useFactory: () => dataSourceAs(url, 'api').initialize() },
        { provide: JOBS_DATA_SOURCE, useFactory: () => dataSourceAs(url, 'jobs').initialize() },
        Pools,
        DatabaseProbe,
        Tenant,
        Installation,
        TenantJobs,
      ],
      exports: [Tenant, Installation, TenantJobs, DatabaseProbe, API_DATA_SOURCE, JOBS_DATA_SOURCE],
    };
  }
}
