import { Module } from '@nestjs/common';
import { FleetController } from './fleet.controller.js';
import { Fleet } from './fleet.js';
import { ListWorkstations } from './list-workstations.js';
import { QueueCommand } from './queue-command.js';

@Module({
  controllers: [FleetController],
  providers: [Fleet, ListWorkstations, QueueCommand],
  exports: [Fleet],
})
export class FleetModule {}
