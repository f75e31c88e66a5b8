export { AnchorHeads } from './anchors/anchor-heads.js';
export { AnchorKey } from './anchors/anchor-key.js';
export { AuditLogModule } from './audit-log.module.js';
export { MakePartitions } from './make-partitions.js';
