import { Module } from '@nestjs/common';
import { CompaniesModule } from '../companies/index.js';
import { FleetModule } from '../fleet/index.js';
import { PoliciesModule } from '../policies/index.js';
import { CheckInController } from './check-in.controller.js';
import { CheckIn } from './check-in.js';

@Module({
  imports: [CompaniesModule, FleetModule, PoliciesModule],
  controllers: [CheckInController],
  providers: [CheckIn],
})
export class CheckInModule {}
