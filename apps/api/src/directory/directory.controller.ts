import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { DecideRemovals } from './removals/decide-removals.js';
import { ListHeld } from './removals/list-held.js';
import { ShowDirectory } from './show-directory.js';
import { Tokens } from './tokens/tokens.js';

const {
  getDirectory,
  changeDirectory,
  makeDirectoryToken,
  revokeDirectoryToken,
  listHeldRemovals,
  confirmRemovals,
  refuseRemovals,
} = endpoints;

@Controller()
export class DirectoryController {
  constructor(
    private readonly directory: ShowDirectory,
    private readonly tokens: Tokens,
    private readonly held: ListHeld,
    private readonly decide: DecideRemovals,
  ) {}

  @Route(getDirectory)
  show(@Caller() caller: SessionCaller) {
    return this.directory.show(caller);
  }

  @Route(changeDirectory)
  change(
    @Caller() caller: SessionCaller,
    @Body({ schema: changeDirectory.body }) body: z.output<typeof changeDirectory.body>,
  ) {
    const { sharePercent, windowHours } = body;
    return this.directory.change(caller, {
      ...(sharePercent === undefined ? {} : { sharePercent }),
      ...(windowHours === undefined ? {} : { windowHours }),
    });
  }

  @Route(makeDirectoryToken)
  makeToken(
    @Caller() caller: SessionCaller,
    @Body({ schema: makeDirectoryToken.body }) body: z.output<typeof makeDirectoryToken.body>,
  ) {
    return this.tokens.make(caller, body);
  }

  @Route(revokeDirectoryToken)
  revokeToken(
    @Caller() caller: SessionCaller,
    @Param({ schema: revokeDirectoryToken.params }) { id }: z.output<typeof revokeDirectoryToken.params>,
  ) {
    return this.tokens.revoke(caller, id);
  }

  @Route(listHeldRemovals)
  listHeld(
    @Caller() caller: SessionCaller,
    @Query({ schema: listHeldRemovals.query }) query: z.output<typeof listHeldRemovals.query>,
  ) {
    return this.held.page(caller, query);
  }

  @Route(confirmRemovals)
  confirm(
    @Caller() caller: SessionCaller,
    @Body({ schema: confirmRemovals.body }) { upTo }: z.output<typeof confirmRemovals.body>,
  ) {
    return this.decide.confirm(caller, upTo);
  }

  @Route(refuseRemovals)
  refuse(
    @Caller() caller: SessionCaller,
    @Body({ schema: refuseRemovals.body }) { upTo }: z.output<typeof refuseRemovals.body>,
  ) {
    return this.decide.refuse(caller, upTo);
  }
}
