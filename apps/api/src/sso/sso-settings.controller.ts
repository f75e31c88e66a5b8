import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { ListConnections } from './list-connections.js';
import { PrepareDraft } from './prepare-draft.js';
import { SwitchConnection } from './switch-connection.js';

const {
  listSsoConnections,
  addSsoConnection,
  importSsoMetadata,
  changeSsoDraft,
  discardSsoDraft,
  switchOnSso,
  switchOffSso,
  removeSsoConnection,
} = endpoints;
type Id = z.output<typeof switchOnSso.params>;

@Controller()
export class SsoSettingsController {
  constructor(
    private readonly connections: ListConnections,
    private readonly draft: PrepareDraft,
    private readonly switching: SwitchConnection,
  ) {}

  @Route(listSsoConnections)
  list(@Caller() caller: SessionCaller) {
    return this.connections.all(caller);
  }

  @Route(addSsoConnection)
  add(
    @Caller() caller: SessionCaller,
    @Body({ schema: addSsoConnection.body }) body: z.output<typeof addSsoConnection.body>,
  ) {
    return this.connections.add(caller, body.name);
  }

  @Route(importSsoMetadata)
  importMetadata(
    @Caller() caller: SessionCaller,
    @Param({ schema: importSsoMetadata.params }) { id }: Id,
    @Body({ schema: importSsoMetadata.body }) body: z.output<typeof importSsoMetadata.body>,
  ) {
    return this.draft.importMetadata(caller, id, body);
  }

  @Route(changeSsoDraft)
  change(
    @Caller() caller: SessionCaller,
    @Param({ schema: changeSsoDraft.params }) { id }: Id,
    @Body({ schema: changeSsoDraft.body }) body: z.output<typeof changeSsoDraft.body>,
  ) {
    return this.draft.change(caller, id, body);
  }

  @Route(discardSsoDraft)
  discard(@Caller() caller: SessionCaller, @Param({ schema: discardSsoDraft.params }) { id }: Id) {
    return this.draft.discard(caller, id);
  }

  @Route(switchOnSso)
  on(@Caller() caller: SessionCaller, @Param({ schema: switchOnSso.params }) { id }: Id) {
    return this.switching.on(caller, id);
  }

  @Route(switchOffSso)
  off(
    @Caller() caller: SessionCaller,
    @Param({ schema: switchOffSso.params }) { id }: Id,
    @Body({ schema: switchOffSso.body }) body: z.output<typeof switchOffSso.body>,
  ) {
    return this.switching.off(caller, id, body);
  }

  @Route(removeSsoConnection)
  remove(@Caller() caller: SessionCaller, @Param({ schema: removeSsoConnection.params }) { id }: Id) {
    return this.connections.remove(caller, id);
  }
}
