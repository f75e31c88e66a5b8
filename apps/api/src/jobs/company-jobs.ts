import type { Type } from '@nestjs/common';
import { ForgetOldNotes } from '../access/index.js';
import { AnchorHeads } from '../audit-log/index.js';
import { SilentRuns } from '../backup/index.js';
import { CloseDays, FindIncidents, FoldCounts, ResumeWhatIfs, Transitions } from '../coverage/index.js';
import { WatchSources } from '../inventory/index.js';
import { EraseLeavers, MailLinks } from '../leavers/index.js';
import { NotifyRounds } from '../notify/index.js';
import { CountCompany } from '../operators/index.js';
import { KeepTerms } from '../retention/index.js';
import { RefreshMetadata } from '../sso/index.js';
import { TryLocations } from '../storage/index.js';

/** Work that is done for one company after the other, in every process. Idempotent. */
export interface CompanyJob {
  run(companyId: string, now: Date): Promise<unknown>;
}

/** In this order: what is evaluated comes before what tells of it. A new job adds its line here. */
export const COMPANY_JOBS: readonly Type<CompanyJob>[] = [
  SilentRuns,
  Transitions,
  FoldCounts,
  CloseDays,
  ResumeWhatIfs,
  TryLocations,
  FindIncidents,
  NotifyRounds,
  MailLinks,
  RefreshMetadata,
  AnchorHeads,
  ForgetOldNotes,
  WatchSources,
  KeepTerms,
  EraseLeavers,
  CountCompany,
];
