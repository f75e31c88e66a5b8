import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessModule } from '../access/index.js';
import { AuditLogModule } from '../audit-log/index.js';
import { BackupModule } from '../backup/index.js';
import { CompaniesModule } from '../companies/index.js';
import { NotifyModule } from '../notify/index.js';
import { Leaving, PeopleModule } from '../people/index.js';
import { SessionsModule } from '../sessions/index.js';
import { StorageModule, StorageRoutesModule } from '../storage/index.js';
import { AskErasure } from './access/ask-erasure.js';
import { LeaverAccessController } from './access/leaver-access.controller.js';
import { LeaverGuard } from './access/leaver-guard.js';
import { OpenLink } from './access/open-link.js';
import { ProveCode } from './access/prove-code.js';
import { RecoveryProofs } from './access/recovery-proofs.js';
import { ShowKept } from './access/show-kept.js';
import { ChangeLeavers } from './change-leavers.js';
import { EraseLeavers } from './erasure/erase-leavers.js';
import { ErasePlaces } from './erasure/erase-places.js';
import { SignCertificate } from './erasure/sign-certificate.js';
import { LeaversController } from './leavers.controller.js';
import { Leavers } from './leavers.js';
import { MailLinks } from './mail-links.js';
import { MakeLink } from './make-link.js';
import { ShowLeavers } from './show-leavers.js';

/** Stands behind the port by which people sends somebody away. */
@Global()
@Module({
  imports: [
    AccessModule,
    AuditLogModule,
    BackupModule,
    CompaniesModule,
    NotifyModule,
    PeopleModule,
    SessionsModule,
    StorageModule,
    StorageRoutesModule,
  ],
  controllers: [LeaversController, LeaverAccessController],
  providers: [
    Leavers,
    { provide: Leaving, useExisting: Leavers },
    ShowLeavers,
    ChangeLeavers,
    MakeLink,
    MailLinks,
    OpenLink,
    ShowKept,
    ProveCode,
    RecoveryProofs,
    AskErasure,
    EraseLeavers,
    ErasePlaces,
    SignCertificate,
    { provide: APP_GUARD, useClass: LeaverGuard },
  ],
  exports: [Leavers, Leaving, MailLinks, EraseLeavers],
})
export class LeaversModule {}
