import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { FactsChanged, PhoneStates } from '../facts/index.js';
import { PoliciesModule, PolicyPublications } from '../policies/index.js';
import { Coverage } from './coverage.js';
import { makeAllDue } from './state-rows.js';
import { Transitions } from './transitions.js';

/** Stands behind the ports of `facts`, for every room: rooms publish facts and know nothing of coverage. */
@Global()
@Module({
  imports: [PoliciesModule],
  providers: [
    Coverage,
    Transitions,
    { provide: FactsChanged, useExisting: Coverage },
    { provide: PhoneStates, useExisting: Coverage },
  ],
  exports: [Coverage, Transitions, FactsChanged, PhoneStates],
})
export class CoverageModule implements OnModuleInit {
  constructor(private readonly publications: PolicyPublications) {}

  onModuleInit(): void {
    this.publications.subscribe((db, companyId) => makeAllDue(db, companyId, new Date()));
  }
}
