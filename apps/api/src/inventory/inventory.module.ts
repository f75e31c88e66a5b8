import { Global, Module } from '@nestjs/common';
import { MatchInventory } from '../facts/index.js';
import { SetAside } from './aside/set-aside.js';
import { ImportController } from './import/import.controller.js';
import { ReplaceSource } from './import/replace-source.js';
import { InventoryController } from './inventory.controller.js';
import { InventoryCsv } from './list/inventory-csv.js';
import { ListInventory } from './list/list-inventory.js';
import { MatchPhones } from './matching/match-phones.js';
import { ChangeSource } from './sources/change-source.js';
import { ListSources } from './sources/list-sources.js';
import { RemoveSource } from './sources/remove-source.js';
import { ListVanished } from './vanished/list-vanished.js';
import { WatchSources } from './vanished/watch-sources.js';

/** Stands behind the port by which the fleet tells that somebody's enrolled phones changed. */
@Global()
@Module({
  controllers: [ImportController, InventoryController],
  providers: [
    ChangeSource,
    InventoryCsv,
    ListInventory,
    ListSources,
    ListVanished,
    MatchPhones,
    RemoveSource,
    ReplaceSource,
    SetAside,
    WatchSources,
    { provide: MatchInventory, useExisting: MatchPhones },
  ],
  exports: [MatchInventory, WatchSources],
})
export class InventoryModule {}
