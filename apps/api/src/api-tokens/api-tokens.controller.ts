import { endpoints } from '@holdfast/contracts';
import { Body, Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { ListTokens } from './list-tokens.js';
import { MakeToken } from './make-token.js';
import { RevokeToken } from './revoke-token.js';

const { listApiTokens, makeApiToken, revokeApiToken } = endpoints;

@Controller()
export class ApiTokensController {
  constructor(
    private readonly tokens: ListTokens,
    private readonly make: MakeToken,
    private readonly revoke: RevokeToken,
  ) {}

  @Route(listApiTokens)
  list(@Caller() caller: SessionCaller) {
    return this.tokens.run(caller);
  }

  @Route(makeApiToken)
  makeToken(
    @Caller() caller: SessionCaller,
    @Body({ schema: makeApiToken.body }) body: z.output<typeof makeApiToken.body>,
  ) {
    return this.make.run(caller, body);
  }

  @Route(revokeApiToken)
  revokeToken(
    @Caller() caller: SessionCaller,
    @Param({ schema: revokeApiToken.params }) { id }: z.output<typeof revokeApiToken.params>,
  ) {
    return this.revoke.run(caller, id);
  }
}
