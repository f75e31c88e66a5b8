import { endpoints, type Me, type SignedOut, type SignInOptions } from '@holdfast/contracts';
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
import { OpenSession } from './open-session.js';
import { SetUp } from './set-up.js';
import { SignIn } from './sign-in.js';
import { SignOut } from './sign-out.js';
import { SingleSignOn } from './single-sign-on.js';
import { visitOf } from './visit.js';

const { signInOptions, setUp, signIn, signOut, me } = endpoints;

@Controller()
export class SessionsController {
  constructor(
    private readonly entry: Entry,
    private readonly tenant: Tenant,
    private readonly people: People,
    private readonly setUpOwner: SetUp,
    private readonly signInAccount: SignIn,
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

  @Route(setUp)
  async makeOwner(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: setUp.body }) body: z.output<typeof setUp.body>,
  ): Promise<Me> {
    const opened = await this.setUpOwner.run(body, visitOf(request));
    setSessionCookie(response, opened.token);
    return opened.me;
  }

  @Route(signIn)
  async signInWithPassword(
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @Body({ schema: signIn.body }) body: z.output<typeof signIn.body>,
  ): Promise<Me> {
    const opened = await this.signInAccount.run(body, visitOf(request));
    const former = sessionTokenOf(request);
    if (former !== undefined) await this.out.run(former, requestIdOf(request));
    setSessionCookie(response, opened.token);
    return opened.me;
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
}
