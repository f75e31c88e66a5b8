import { Module } from '@nestjs/common';
import { FleetModule } from '../fleet/index.js';
import { NoticesModule } from '../notices/index.js';
import { PoliciesModule } from '../policies/index.js';
import { CheckInController } from './check-in.controller.js';
import { CheckIn } from './check-in.js';

@Module({
  imports: [FleetModule, NoticesModule, PoliciesModule],
  controllers: [CheckInController],
  providers: [CheckIn],
})
export class CheckInModule {}
