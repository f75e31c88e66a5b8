import { Module } from '@nestjs/common';
import { FleetModule } from '../fleet/index.js';
import { NoticesModule } from '../notices/index.js';
import { PoliciesModule } from '../policies/index.js';
import { AddLocation } from './add-location.js';
import { AgentObjectsController } from './agent-objects.controller.js';
import { AgentRepository } from './agent-repository.js';
import { ChangeLocation } from './change-location.js';
import { LocationsController } from './locations.controller.js';
import { ReadObjects } from './read-objects.js';
import { ServedObjectsController } from './served/served-objects.controller.js';
import { ServedObjects } from './served/served-objects.js';
import { SignUploads } from './sign-uploads.js';
import { StorageModule } from './storage.module.js';

/** Apart from `StorageModule`, because companies use locations while these routes use the fleet of a company. */
@Module({
  imports: [StorageModule, FleetModule, NoticesModule, PoliciesModule],
  controllers: [LocationsController, AgentObjectsController, ServedObjectsController],
  providers: [AddLocation, ChangeLocation, AgentRepository, SignUploads, ReadObjects, ServedObjects],
  exports: [AgentRepository, ReadObjects],
})
export class StorageRoutesModule {}
