import { pipeline } from 'node:stream/promises';
import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { Caller, dateOf, type PersonOrToken, Route, type SessionCaller } from '../http/index.js';
import { SetAside } from './aside/set-aside.js';
import { InventoryCsv } from './list/inventory-csv.js';
import { ListInventory } from './list/list-inventory.js';
import { ChangeSource } from './sources/change-source.js';
import { ListSources } from './sources/list-sources.js';
import { RemoveSource } from './sources/remove-source.js';
import { ListVanished } from './vanished/list-vanished.js';

const {
  listInventory,
  inventoryCsv,
  listVanished,
  listInventorySources,
  changeInventorySource,
  removeInventorySource,
  setInventoryPhoneAside,
  takeInventoryPhoneBack,
} = endpoints;

@Controller()
export class InventoryController {
  constructor(
    private readonly phones: ListInventory,
    private readonly csv: InventoryCsv,
    private readonly vanished: ListVanished,
    private readonly sources: ListSources,
    private readonly changeOne: ChangeSource,
    private readonly removeOne: RemoveSource,
    private readonly aside: SetAside,
  ) {}

  @Route(listInventory)
  list(
    @Caller() { companyId }: PersonOrToken,
    @Query({ schema: listInventory.query }) query: z.output<typeof listInventory.query>,
  ) {
    return this.phones.run(companyId, query);
  }

  @Route(inventoryCsv)
  async export(
    @Caller() { companyId }: PersonOrToken,
    @Query({ schema: inventoryCsv.query }) query: z.output<typeof inventoryCsv.query>,
    @Res() response: Response,
  ): Promise<void> {
    response.status(200).type('text/csv');
    response.setHeader('content-disposition', `attachment; filename="inventory-${dateOf(new Date())}.csv"`);
    response.setHeader('cache-control', 'no-store');
    await pipeline(this.csv.stream(companyId, query), response);
  }

  @Route(listVanished)
  listVanished(
    @Caller() { companyId }: PersonOrToken,
    @Query({ schema: listVanished.query }) query: z.output<typeof listVanished.query>,
  ) {
    return this.vanished.run(companyId, query);
  }

  @Route(listInventorySources)
  listSources(@Caller() { companyId }: PersonOrToken) {
    return this.sources.run(companyId);
  }

  @Route(changeInventorySource)
  change(
    @Caller() caller: SessionCaller,
    @Param({ schema: changeInventorySource.params }) { name }: z.output<typeof changeInventorySource.params>,
    @Body({ schema: changeInventorySource.body }) body: z.output<typeof changeInventorySource.body>,
  ) {
    return this.changeOne.run(caller, name, body.quietDays);
  }

  @Route(removeInventorySource)
  remove(
    @Caller() caller: SessionCaller,
    @Param({ schema: removeInventorySource.params }) { name }: z.output<typeof removeInventorySource.params>,
  ) {
    return this.removeOne.run(caller, name);
  }

  @Route(setInventoryPhoneAside)
  setAside(
    @Caller() caller: SessionCaller,
    @Param({ schema: setInventoryPhoneAside.params }) { id }: z.output<typeof setInventoryPhoneAside.params>,
    @Body({ schema: setInventoryPhoneAside.body }) { reason }: z.output<typeof setInventoryPhoneAside.body>,
  ) {
    return this.aside.run(caller, id, reason);
  }

  @Route(takeInventoryPhoneBack)
  takeBack(
    @Caller() caller: SessionCaller,
    @Param({ schema: takeInventoryPhoneBack.params }) { id }: z.output<typeof takeInventoryPhoneBack.params>,
  ) {
    return this.aside.run(caller, id, null);
  }
}
