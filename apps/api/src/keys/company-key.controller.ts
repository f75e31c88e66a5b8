import { endpoints } from '@holdfast/contracts';
import { Body, Controller } from '@nestjs/common';
import type { z } from 'zod';
import { Caller, Route, type SessionCaller } from '../http/index.js';
import { RegisterCompanyKey } from './register-company-key.js';
import { ShowCompanyKey } from './show-company-key.js';

const { getCompanyKey, registerCompanyKey } = endpoints;

@Controller()
export class CompanyKeyController {
  constructor(
    private readonly show: ShowCompanyKey,
    private readonly registering: RegisterCompanyKey,
  ) {}

  @Route(getCompanyKey)
  state(@Caller() { companyId }: SessionCaller) {
    return this.show.run(companyId);
  }

  @Route(registerCompanyKey)
  async register(
    @Caller() caller: SessionCaller,
    @Body({ schema: registerCompanyKey.body }) body: z.output<typeof registerCompanyKey.body>,
  ) {
    await this.registering.run(caller, body);
    return this.show.run(caller.companyId);
  }
}
