import { endpoints, type LocationRow } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Tenant } from '../database/index.js';
import { Caller, decodeCursor, pageFrom, Route, type SessionCaller } from '../http/index.js';
import { AddLocation } from './add-location.js';
import { ChangeLocation } from './change-location.js';
import { type LocationFigures, locationFigures } from './location-rows.js';
import { Locations } from './locations.js';

const { listLocations, addLocation, changeLocation } = endpoints;
const NOTHING_SAID = { jurisdiction: null, expiresOn: null, price: null, trouble: null };

const SERVED_CAUTION =
  'A folder of this server: whoever rules the server, or a fire beside it, can destroy it. Connect a bucket elsewhere too.';
const BUCKET_CAUTION =
  'Whether this bucket keeps versions and locks them is not tested yet, so count on neither.';

@Controller()
export class LocationsController {
  constructor(
    private readonly tenant: Tenant,
    private readonly locations: Locations,
    private readonly addition: AddLocation,
    private readonly changing: ChangeLocation,
  ) {}

  @Route(listLocations)
  list(
    @Caller() { companyId }: SessionCaller,
    @Query({ schema: listLocations.query }) query: z.infer<typeof listLocations.query>,
  ) {
    return this.tenant.run(companyId, async (db) => {
      const after = decodeCursor(query.cursor, z.uuid());
      const { rows, total } = await locationFigures(db, companyId, { after, limit: query.limit + 1 });
      return pageFrom(
        rows,
        query.limit,
        total,
        (row) => row.location.id,
        (row) => this.show(row),
      );
    });
  }

  @Route(addLocation)
  async add(
    @Caller() caller: SessionCaller,
    @Body({ schema: addLocation.body }) body: z.infer<typeof addLocation.body>,
  ) {
    const location = await this.addition.run(caller, body);
    return this.show({ location, storedBytes: 0, repositories: 0, snapshots: 0, notes: NOTHING_SAID });
  }

  @Route(changeLocation)
  async change(
    @Caller() caller: SessionCaller,
    @Param({ schema: changeLocation.params }) params: z.infer<typeof changeLocation.params>,
    @Body({ schema: changeLocation.body }) body: z.infer<typeof changeLocation.body>,
  ) {
    return this.show(await this.changing.run(caller, params.id, body));
  }

  private show({ location, notes, ...figures }: LocationFigures): z.infer<typeof LocationRow> {
    const { id, name, kind } = location;
    const caution = kind === 'served-folder' ? SERVED_CAUTION : BUCKET_CAUTION;
    return { id, name, kind, place: this.locations.placeOf(location), ...figures, caution, ...notes };
  }
}
