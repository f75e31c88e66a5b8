import { endpoints } from '@holdfast/contracts';
import { Controller, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import type { z } from 'zod';
import { Caller, type SessionCaller } from '../http/caller.js';
import { dateOf } from '../http/date-of.js';
import { Route } from '../http/route.js';
import { MintForEverybody } from './mint-for-everybody.js';
import { RevokeWorkstation } from './revoke-workstation.js';

const { listOwnWorkstations, revokeOwnWorkstation, revokeWorkstation, mintEnrolmentTokens } = endpoints;
type Params = z.output<typeof revokeWorkstation.params>;

@Controller()
export class WorkstationsController {
  constructor(
    private readonly revoke: RevokeWorkstation,
    private readonly mint: MintForEverybody,
  ) {}

  @Route(revokeWorkstation)
  revokeOne(
    @Caller() caller: SessionCaller,
    @Param({ schema: revokeWorkstation.params }) { id }: Params,
  ): Promise<void> {
    return this.revoke.run(caller, id);
  }

  @Route(listOwnWorkstations)
  async listOwn(@Caller() caller: SessionCaller) {
    return { items: await this.revoke.own(caller) };
  }

  @Route(revokeOwnWorkstation)
  revokeOwn(
    @Caller() caller: SessionCaller,
    @Param({ schema: revokeOwnWorkstation.params }) { id }: Params,
  ): Promise<void> {
    return this.revoke.run(caller, id, caller.employeeId);
  }

  @Route(mintEnrolmentTokens)
  async mintForEverybody(@Caller() caller: SessionCaller, @Res() response: Response): Promise<void> {
    const csv = await this.mint.run(caller);
    response.status(201).type('text/csv');
    response.setHeader('content-disposition', `attachment; filename="tokens-${dateOf(new Date())}.csv"`);
    response.setHeader('cache-control', 'no-store');
    response.send(csv);
  }
}
