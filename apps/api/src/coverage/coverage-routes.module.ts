import { Module } from '@nestjs/common';
import { FleetModule } from '../fleet/index.js';
import { NoticesModule } from '../notices/index.js';
import { PoliciesModule } from '../policies/index.js';
import { CoverageController } from './coverage.controller.js';
import { ReadGaps } from './read-gaps.js';
import { ReadOverview } from './read-overview.js';
import { ReadPhones } from './read-phones.js';

/** What the console reads. Apart from `CoverageModule`, on which the fleet's facts stand. */
@Module({
  imports: [FleetModule, NoticesModule, PoliciesModule],
  controllers: [CoverageController],
  providers: [ReadOverview, ReadGaps, ReadPhones],
})
export class CoverageRoutesModule {}
