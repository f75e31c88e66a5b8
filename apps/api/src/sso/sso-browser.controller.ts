import { endpoints, may } from '@holdfast/contracts';
import { Controller, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Throttle } from '../entry/index.js';
import { requestIdOf, Route } from '../http/index.js';
import { notFound } from '../problems/index.js';
import { FindCaller, setSessionCookie, visitOf } from '../sessions/index.js';
import { browserOf, unmarkBrowser } from './browser-cookie.js';
import { CompleteSignIn } from './complete-sign-in.js';
import { Connections } from './connections.js';
import { ourMetadata } from './metadata/index.js';
import { NoteRefusal } from './note-refusal.js';
import { type Claimed, ReceiveResponse } from './receive-response.js';
import { RecordTest } from './record-test.js';
import { StartSignIn } from './start-sign-in.js';
import { Refusal } from './strict/index.js';

const { ssoStart, ssoAcs, ssoComplete, ssoMetadata } = endpoints;
type Id = z.output<typeof ssoAcs.params>;

/** Where a sign-in by an identity provider begins, comes back and is completed. Every answer leads somewhere. */
@Controller()
export class SsoBrowserController {
  constructor(
    private readonly connections: Connections,
    private readonly begin: StartSignIn,
    private readonly receive: ReceiveResponse,
    private readonly completion: CompleteSignIn,
    private readonly tests: RecordTest,
    private readonly refusals: NoteRefusal,
    private readonly callers: FindCaller,
    private readonly throttle: Throttle,
  ) {}

  @Route(ssoStart)
  async start(
    @Req() request: Request,
    @Res() response: Response,
    @Param({ schema: ssoStart.params }) { id }: Id,
    @Query({ schema: ssoStart.query }) query: z.output<typeof ssoStart.query>,
  ): Promise<void> {
    const test = query.test === '1';
    await this.orSayNo(request, response, undefined, async () => {
      if (test && !(await this.tester(request, id))) throw notFound();
      await this.begin.run({ connectionId: id, test, returnTo: query.returnTo }, request, response);
    });
  }

  @Route(ssoAcs)
  async acs(
    @Req() request: Request,
    @Res() response: Response,
    @Param({ schema: ssoAcs.params }) { id }: Id,
  ): Promise<void> {
    const known: { claimed?: Claimed } = {};
    await this.orSayNo(request, response, known, async () => {
      const connection = await this.connections.findLive(id);
      if (!connection) throw new Refusal('switched-off', 'There is no such connection.');
      known.claimed = { connection, test: false };
      const code = await this.receive.run(connection, request, response, (claimed) => {
        known.claimed = claimed;
      });
      response.redirect(303, `/auth/complete?code=${encodeURIComponent(code)}`);
    });
  }

  @Route(ssoComplete)
  async complete(
    @Req() request: Request,
    @Res() response: Response,
    @Query({ schema: ssoComplete.query }) { code }: z.output<typeof ssoComplete.query>,
  ): Promise<void> {
    const known: { claimed?: Claimed } = {};
    await this.orSayNo(request, response, known, async () => {
      const completed = await this.completion.run(
        code,
        browserOf(request),
        visitOf(request),
        (connection) => {
          known.claimed = { connection, test: false };
        },
      );
      unmarkBrowser(response);
      if (completed.kind === 'signed-in') {
        setSessionCookie(response, completed.token);
        response.redirect(303, completed.returnTo);
        return;
      }
      const { id } = completed.connection;
      const caller = await this.tester(request, id);
      if (!caller) throw new Refusal('other-browser', 'Whoever began the test is no longer signed in.');
      await this.tests.run(caller, id, completed.result);
      response.redirect(303, `/settings/sign-in/${id}`);
    });
  }

  @Route(ssoMetadata)
  async metadata(
    @Res() response: Response,
    @Param({ schema: ssoMetadata.params }) { id }: Id,
  ): Promise<void> {
    const connection = await this.connections.find(id);
    if (!connection) throw notFound();
    const settings = connection.live ?? connection.draft ?? NOTHING_YET;
    response.type('application/samlmetadata+xml');
    response.send(ourMetadata(this.connections.parts(connection, settings, `_${id}`)));
  }

  /** The signed-in person, if they may test this connection. */
  private async tester(request: Request, id: string) {
    const caller = await this.callers.find(request);
    const connection = await this.connections.find(id);
    const mayTest = caller && caller.companyId === connection?.companyId && may(caller.role, 'sso.change');
    return mayTest ? caller : undefined;
  }

  /** Refusals are noted with their reason; the browser is told only that it is not signed in, and the request's id. */
  private async orSayNo(
    request: Request,
    response: Response,
    known: { readonly claimed?: Claimed } | undefined,
    work: () => Promise<void>,
  ): Promise<void> {
    response.setHeader('cache-control', 'no-store');
    const rule = { what: 'single sign-on from', who: request.ip ?? 'unknown', most: 60, seconds: 900 };
    try {
      await this.throttle.unlessFailing(rule, work);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const requestId = requestIdOf(request);
      const test = known?.claimed?.test ?? false;
      await this.refusals.run(error, { connection: known?.claimed?.connection, test, requestId });
      const to = test
        ? `/settings/sign-in/${known?.claimed?.connection.id ?? ''}`
        : `/sign-in?refused=single-sign-on&request=${requestId}`;
      response.redirect(303, to);
    }
  }
}

/** Before there is an identity provider our metadata is asked for already: nothing of these settings is in it. */
const NOTHING_YET = {
  idpEntityId: 'none',
  ssoUrl: 'https://none.invalid/',
  sloUrl: null,
  certificates: [],
  metadataUrl: null,
  signed: 'both' as const,
  encryptedOnly: false,
  attributes: { name: null, email: 'email', department: null, groups: null },
  groups: [],
  joinOnSignIn: false,
  linkByEmail: false,
};
