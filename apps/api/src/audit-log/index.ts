export { AnchorHeads } from './anchors/anchor-heads.js';
export { AuditLogModule } from './audit-log.module.js';
export { MakePartitions } from './make-partitions.js';
