import { endpoints, type FactorOffer, type FactorRequest, type OperatorMe } from '@holdfast/contracts';
import { Body, Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Installation } from '../database/index.js';
import { OperatorEntry } from '../entry/index.js';
import { Route } from '../http/index.js';
import { visitOf } from '../sessions/index.js';
import { clearOperatorCookie, operatorTokenOf, setOperatorCookie } from './operator-cookie.js';
import { SetUpOperator } from './set-up-operator.js';
import { type OpenedOperatorSession, SignInOperator } from './sign-in-operator.js';

const { operatorBeginSetUp, operatorSetUp, operatorSignIn, operatorSecondFactor, operatorSignOut } =
  endpoints;

@Controller()
export class OperatorSessionsController {
  constructor(
    private readonly settingUp: SetUpOperator,
    private readonly signingIn: SignInOperator,
    private readonly entry: OperatorEntry,
    private readonly installation: Installation,
  ) {}

  @Route(operatorBeginSetUp)
  beginSetUp(
    @Req() request: Request,
    @Body({ schema: operatorBeginSetUp.body }) body: z.output<typeof operatorBeginSetUp.body>,
  ): Promise<FactorOffer> {
    return this.settingUp.begin(body, visitOf(request));
  }

  @Route(operatorSetUp)
  async setUp(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: operatorSetUp.body }) body: z.output<typeof operatorSetUp.body>,
  ): Promise<OperatorMe> {
    return this.enter(request, response, await this.settingUp.run(body, visitOf(request)));
  }

  @Route(operatorSignIn)
  begin(
    @Req() request: Request,
    @Body({ schema: operatorSignIn.body }) body: z.output<typeof operatorSignIn.body>,
  ): Promise<FactorRequest> {
    return this.signingIn.begin(body, visitOf(request));
  }

  @Route(operatorSecondFactor)
  async finish(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: operatorSecondFactor.body }) body: z.output<typeof operatorSecondFactor.body>,
  ): Promise<OperatorMe> {
    return this.enter(request, response, await this.signingIn.finish(body, visitOf(request)));
  }

  @Route(operatorSignOut)
  async leave(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<void> {
    await this.end(request);
    clearOperatorCookie(response);
  }

  /** The former session of this browser ends. */
  private async enter(
    request: Request,
    response: Response,
    opened: OpenedOperatorSession,
  ): Promise<OperatorMe> {
    await this.end(request);
    setOperatorCookie(response, opened.token);
    return opened.me;
  }

  private async end(request: Request): Promise<void> {
    const token = operatorTokenOf(request);
    if (token !== undefined) await this.installation.run((db) => this.entry.closeSession(db, token));
  }
}
