import { endpoints } from '@holdfast/contracts';
import { Body, Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Tenant } from '../database/index.js';
import { type AgentCaller, Caller, Route, type SessionCaller } from '../http/index.js';
import { ProveRecoveryCode } from './prove-recovery-code.js';
import { RecoveryCodes } from './recovery-codes.js';
import { RegisterRecoveryCode } from './register-recovery-code.js';

const { recoveryCode, registerRecoveryCode, recoveryCodeChallenge, proveRecoveryCode, myRecoveryCode } =
  endpoints;

@Controller()
export class RecoveryCodeController {
  constructor(
    private readonly tenant: Tenant,
    private readonly codes: RecoveryCodes,
    private readonly registering: RegisterRecoveryCode,
    private readonly proving: ProveRecoveryCode,
  ) {}

  @Route(recoveryCode)
  state(@Caller() { companyId, employeeId }: AgentCaller) {
    return this.tenant.run(companyId, (db) => this.codes.state(db, companyId, employeeId));
  }

  @Route(registerRecoveryCode)
  register(
    @Caller() caller: AgentCaller,
    @Body({ schema: registerRecoveryCode.body }) body: z.output<typeof registerRecoveryCode.body>,
  ) {
    return this.registering.run(caller, body);
  }

  @Route(recoveryCodeChallenge)
  challenge(@Caller() caller: AgentCaller) {
    return this.proving.challenge(caller);
  }

  @Route(proveRecoveryCode)
  prove(
    @Caller() caller: AgentCaller,
    @Body({ schema: proveRecoveryCode.body }) body: z.output<typeof proveRecoveryCode.body>,
  ) {
    return this.proving.run(caller, body);
  }

  @Route(myRecoveryCode)
  mine(@Caller() { companyId, employeeId }: SessionCaller) {
    return this.tenant.run(companyId, (db) => this.codes.dates(db, companyId, employeeId));
  }
}
