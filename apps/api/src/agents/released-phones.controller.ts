import { endpoints } from '@holdfast/contracts';
import { Controller, Param } from '@nestjs/common';
import type { z } from 'zod';
import { type AgentCaller, Caller, type SessionCaller } from '../http/caller.js';
import { Route } from '../http/route.js';
import { ReleasePhone } from './release-phone.js';

const { giveUpPhone, releaseOwnPhone, releasePhone } = endpoints;
type Params = z.output<typeof releasePhone.params>;

@Controller()
export class ReleasedPhonesController {
  constructor(private readonly release: ReleasePhone) {}

  @Route(releasePhone)
  releaseOne(
    @Caller() caller: SessionCaller,
    @Param({ schema: releasePhone.params }) { id }: Params,
  ): Promise<void> {
    return this.release.run(caller, id);
  }

  @Route(releaseOwnPhone)
  releaseOwn(
    @Caller() caller: SessionCaller,
    @Param({ schema: releaseOwnPhone.params }) { id }: Params,
  ): Promise<void> {
    return this.release.run(caller, id, caller.employeeId);
  }

  @Route(giveUpPhone)
  giveUp(
    @Caller() caller: AgentCaller,
    @Param({ schema: giveUpPhone.params }) { id }: Params,
  ): Promise<void> {
    return this.release.run(caller, id, caller.employeeId);
  }
}
