import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/index.js';
import { StorageModule } from '../storage/index.js';
import { AnchorHeads } from './anchors/anchor-heads.js';
import { AnchorKey } from './anchors/anchor-key.js';
import { ShowAnchors } from './anchors/show-anchors.js';
import { AuditController } from './audit.controller.js';
import { ExportAudit } from './export-audit.js';
import { MakePartitions } from './make-partitions.js';
import { ReadAudit } from './read-audit.js';

/** Reading, exporting and anchoring. Apart from `AuditModule`, because every feature tells the log while these use features. */
@Module({
  imports: [PeopleModule, StorageModule],
  controllers: [AuditController],
  providers: [ReadAudit, ExportAudit, ShowAnchors, AnchorKey, AnchorHeads, MakePartitions],
  exports: [AnchorHeads, AnchorKey, MakePartitions],
})
export class AuditLogModule {}
