import {
  endpoints,
  type FactorOffer,
  type Me,
  type SignedOut,
  type SignInOptions,
  type SignInStep,
} from '@holdfast/contracts';
import { Body, Controller, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Tenant } from '../database/tenant.js';
import { Entry } from '../entry/index.js';
import { Caller, type SessionCaller } from '../http/caller.js';
import { requestIdOf } from '../http/request-id.js';
import { Route } from '../http/route.js';
import { People } from '../people/index.js';
import { notFound } from '../problems/domain-error.js';
import { clearSessionCookie, sessionTokenOf, setSessionCookie } from './cookie.js';
import { FinishSignIn } from './finish-sign-in.js';
import { type OpenedSession, OpenSession } from './open-session.js';
import { SetUp } from './set-up.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { SingleSignOn } from './single-sign-on.js';
import { visitOf } from './visit.js';

const { signInOptions, beginSetUp, setUp, signIn, secondFactor, firstFactor, signOut, me } = endpoints;

@Controller()
export class SessionsController {
  constructor(
    private readonly entry: Entry,
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly setUpOwner: SetUp,
    private readonly beginSignIn: SignIn,
    private readonly finishSignIn: FinishSignIn,
    private readonly sessions: OpenSession,
    private readonly out: SignOut,
    private readonly singleSignOn: SingleSignOn,
  ) {}

  @Route(signInOptions)
  async options(): Promise<z.infer<typeof SignInOptions>> {
    return {
      setUpNeeded: !(await this.entry.hasAnyAccount()),
      singleSignOn: await this.singleSignOn.everybody(),
    };
  }

  @Route(beginSetUp)
  offerFactors(
    @Req() request: Request,
    @Body({ schema: beginSetUp.body }) body: z.output<typeof beginSetUp.body>,
  ): Promise<FactorOffer> {
    return this.setUpOwner.begin(body, visitOf(request));
  }

  @Route(setUp)
  async makeOwner(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: setUp.body }) body: z.output<typeof setUp.body>,
  ): Promise<Me> {
    return this.signedIn(request, response, await this.setUpOwner.run(body, visitOf(request)));
  }

  @Route(signIn)
  begin(
    @Req() request: Request,
    @Body({ schema: signIn.body }) body: z.output<typeof signIn.body>,
  ): Promise<SignInStep> {
    return this.beginSignIn.run(body, visitOf(request));
  }

  @Route(secondFactor)
  async withFactor(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: secondFactor.body }) body: z.output<typeof secondFactor.body>,
  ): Promise<Me> {
    return this.signedIn(request, response, await this.finishSignIn.withFactor(body, visitOf(request)));
  }

  @Route(firstFactor)
  async withFirstFactor(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: firstFactor.body }) body: z.output<typeof firstFactor.body>,
  ): Promise<Me> {
    return this.signedIn(request, response, await this.finishSignIn.withFirstFactor(body, visitOf(request)));
  }

  @Route(signOut)
  async endSession(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<z.infer<typeof SignedOut>> {
    const token = sessionTokenOf(request);
    const next = token === undefined ? undefined : await this.out.run(token, requestIdOf(request));
    clearSessionCookie(response);
    return { continueAt: next ?? null };
  }

  @Route(me)
  whoAmI(@Caller() caller: SessionCaller): Promise<Me> {
    const { companyId, employeeId } = caller;
    return this.tenant.run(companyId, async (db) => {
      const employee = await this.people.employee(db, companyId, employeeId);
      if (!employee) throw notFound();
      return this.sessions.me(db, companyId, employee);
    });
  }

  /** A browser has one session: the one that it had ends with the new one's beginning (OWASP ASVS 5.0 V7.2.4). */
  private async signedIn(request: Request, response: Response, opened: OpenedSession): Promise<Me> {
    const former = sessionTokenOf(request);
    if (former !== undefined) await this.out.run(former, requestIdOf(request));
    setSessionCookie(response, opened.token);
    return opened.me;
  }
}
