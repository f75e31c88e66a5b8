import { Module } from '@nestjs/common';
import { Locations } from './locations.js';
import { TryLocations } from './health/try-locations.js';
import { StorageSettings } from './storage-settings.js';

/** Locations by themselves: what other features join. The routes are in `StorageRoutesModule`. */
@Module({
  providers: [Locations, StorageSettings, TryLocations],
  exports: [Locations, StorageSettings, TryLocations],
})
export class StorageModule {}
