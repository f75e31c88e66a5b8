import { type DynamicModule, Module } from '@nestjs/common';
import type { DestinationStream } from 'pino';
import { AccountModule } from './account/index.js';
import { AgentsModule } from './agents/index.js';
import { AuditLogModule } from './audit-log/index.js';
import { AuditModule } from './audit/index.js';
import { AuthorizationModule } from './authorization/index.js';
import { BackupModule } from './backup/index.js';
import { CheckInModule } from './check-in/index.js';
import { CompaniesModule } from './companies/index.js';
import { type Configuration, ConfigurationModule, type SecretKey } from './configuration/index.js';
import { CoverageRoutesModule } from './coverage/coverage-routes.module.js';
import { CoverageModule } from './coverage/index.js';
import { DatabaseModule } from './database/index.js';
import { ApiTokensModule } from './api-tokens/index.js';
import { DirectoryModule } from './directory/index.js';
import { EntryModule } from './entry/index.js';
import { FirstStartModule } from './first-start/index.js';
import { FleetModule } from './fleet/index.js';
import { HealthModule } from './health/index.js';
import { InventoryModule } from './inventory/index.js';
import { JoiningModule } from './joining/index.js';
import { KeysRoutesModule } from './keys/keys-routes.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { LeaversModule } from './leavers/index.js';
import { loggerModule } from './log/index.js';
import { NoticesRoutesModule } from './notices/notices-routes.module.js';
import { NotifyModule } from './notify/index.js';
import { OperatorsModule } from './operators/index.js';
import { PeopleModule } from './people/index.js';
import { PoliciesModule } from './policies/index.js';
import { PrivacyDocumentsModule } from './privacy-documents/index.js';
import { ReportsModule } from './reports/index.js';
import { SessionsModule } from './sessions/index.js';
import { SsoModule } from './sso/index.js';
import { StorageRoutesModule } from './storage/storage-routes.module.js';

/** What is known before the modules are: parsed settings, the secret, a migrated database. */
export interface Ground {
  readonly configuration: Configuration;
  readonly secretKey: SecretKey;
  readonly databaseUrl: string;
  /** Where log lines go; absent: standard output. */
  readonly logDestination?: DestinationStream | undefined;
}

/** Everything that needs the ground, and each feature by its door. */
@Module({})
export class AppModule {
  static on(ground: Ground): DynamicModule {
    return {
      module: AppModule,
      imports: [
        loggerModule(ground.configuration.values.logLevel, ground.logDestination),
        ConfigurationModule.of(ground.configuration, ground.secretKey),
        DatabaseModule.on(ground.databaseUrl),
        EntryModule,
        // Asked more often than all others together, so its routes are looked at first.
        CheckInModule,
        AuditModule,
        SsoModule,
        CoverageModule,
        HealthModule,
        CompaniesModule,
        PeopleModule,
        LeaversModule,
        DirectoryModule,
        ApiTokensModule,
        FleetModule,
        InventoryModule,
        SessionsModule,
        AccountModule,
        AuthorizationModule,
        AgentsModule,
        FirstStartModule,
        PoliciesModule,
        StorageRoutesModule,
        BackupModule,
        CoverageRoutesModule,
        NoticesRoutesModule,
        KeysRoutesModule,
        JoiningModule,
        NotifyModule,
        ReportsModule,
        PrivacyDocumentsModule,
        OperatorsModule,
        AuditLogModule,
        JobsModule,
      ],
    };
  }
}
