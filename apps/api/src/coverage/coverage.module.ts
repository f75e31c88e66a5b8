import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { FactsChanged, PhoneStates } from '../facts/index.js';
import { NoticesModule } from '../notices/index.js';
import { PoliciesModule, PolicyPublications } from '../policies/index.js';
import { Coverage } from './coverage.js';
import { EvaluatePeople } from './evaluation/evaluate-people.js';
import { GatherFacts } from './evaluation/gather-facts.js';
import { ResumeWhatIfs } from './what-if/resume-what-ifs.js';
import { RunWhatIf } from './what-if/run-what-if.js';
import { OpenNotices } from './evaluation/open-notices.js';
import { Transitions } from './evaluation/transitions.js';
import { CloseDays } from './history/close-days.js';
import { FindIncidents } from './incidents/find-incidents.js';
import { FoldCounts } from './rollups/fold-counts.js';

/** Stands behind the ports of `facts`, for every room: rooms publish facts and know nothing of coverage. */
@Global()
@Module({
  imports: [NoticesModule, PoliciesModule],
  providers: [
    Coverage,
    EvaluatePeople,
    GatherFacts,
    RunWhatIf,
    ResumeWhatIfs,
    OpenNotices,
    Transitions,
    FoldCounts,
    CloseDays,
    FindIncidents,
    { provide: FactsChanged, useExisting: Coverage },
    { provide: PhoneStates, useExisting: Coverage },
  ],
  exports: [
    RunWhatIf,
    ResumeWhatIfs,
    Coverage,
    Transitions,
    FoldCounts,
    CloseDays,
    FindIncidents,
    FactsChanged,
    PhoneStates,
  ],
})
export class CoverageModule implements OnModuleInit {
  constructor(
    private readonly publications: PolicyPublications,
    private readonly coverage: Coverage,
  ) {}

  onModuleInit(): void {
    this.publications.subscribe((db, companyId) => this.coverage.reconsiderAll(db, companyId));
  }
}
