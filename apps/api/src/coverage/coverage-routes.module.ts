import { Module } from '@nestjs/common';
import { FleetModule } from '../fleet/index.js';
import { NoticesModule } from '../notices/index.js';
import { PeopleModule } from '../people/index.js';
import { PoliciesModule } from '../policies/index.js';
import { CoverageController } from './coverage.controller.js';
import { AskExemption } from './exemptions/ask-exemption.js';
import { DecideExemption } from './exemptions/decide-exemption.js';
import { ExemptionsController } from './exemptions/exemptions.controller.js';
import { ListExemptions } from './exemptions/list-exemptions.js';
import { AssignGaps } from './gaps/assign-gaps.js';
import { GapsCsv } from './gaps/gaps-csv.js';
import { GapsController } from './gaps/gaps.controller.js';
import { ReadGaps } from './gaps/read-gaps.js';
import { ReadDays } from './history/read-days.js';
import { IncidentsController } from './incidents/incidents.controller.js';
import { ReadIncidents } from './incidents/read-incidents.js';
import { ReadOverview } from './overview/read-overview.js';
import { AskWhatIf } from './what-if/ask-what-if.js';
import { WhatIfController } from './what-if/what-if.controller.js';
import { ReadPhones } from './phones/read-phones.js';

/** What the console reads and decides. Apart from `CoverageModule`, on which the fleet's facts stand. */
@Module({
  imports: [FleetModule, NoticesModule, PeopleModule, PoliciesModule],
  controllers: [
    CoverageController,
    GapsController,
    ExemptionsController,
    IncidentsController,
    WhatIfController,
  ],
  providers: [
    ReadOverview,
    ReadDays,
    ReadGaps,
    GapsCsv,
    AssignGaps,
    ListExemptions,
    AskExemption,
    DecideExemption,
    ReadPhones,
    ReadIncidents,
    AskWhatIf,
  ],
})
export class CoverageRoutesModule {}
