import { endpoints } from '@holdfast/contracts';
import { Controller, Param, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { z } from 'zod';
import { Throttle } from '../entry/index.js';
import { requestIdOf, Route } from '../http/index.js';
import { Connections } from './connections.js';
import { NoteRefusal } from './note-refusal.js';
import { SingleLogout } from './single-logout.js';
import { decodeMessage, Refusal } from './strict/index.js';

const { ssoLogout, ssoLogoutPost } = endpoints;
type Id = z.output<typeof ssoLogout.params>;
const SIGNED_OUT = '/sign-in?signedOut=1';

/** Single logout: requests of the provider, and its answers to ours, which change nothing any more. */
@Controller()
export class SsoLogoutController {
  constructor(
    private readonly connections: Connections,
    private readonly logout: SingleLogout,
    private readonly refusals: NoteRefusal,
    private readonly throttle: Throttle,
  ) {}

  @Route(ssoLogout)
  async byRedirect(
    @Req() request: Request,
    @Res() response: Response,
    @Param({ schema: ssoLogout.params }) { id }: Id,
  ): Promise<void> {
    const query = request.originalUrl.split('?', 2)[1] ?? '';
    if (request.query['SAMLRequest'] === undefined) return response.redirect(303, SIGNED_OUT);
    await this.carryOut(request, response, id, () => ({ query }), request.query['RelayState']);
  }

  @Route(ssoLogoutPost)
  async byForm(
    @Req() request: Request,
    @Res() response: Response,
    @Param({ schema: ssoLogoutPost.params }) { id }: Id,
  ): Promise<void> {
    const form = (request.body ?? {}) as Record<string, unknown>;
    if (form['SAMLRequest'] === undefined) return response.redirect(303, SIGNED_OUT);
    const message = () => ({ xml: decodeMessage(form['SAMLRequest']) });
    await this.carryOut(request, response, id, message, form['RelayState']);
  }

  private async carryOut(
    request: Request,
    response: Response,
    id: string,
    message: () => Parameters<SingleLogout['requested']>[1],
    relayState: unknown,
  ): Promise<void> {
    response.setHeader('cache-control', 'no-store');
    const requestId = requestIdOf(request);
    const connection = await this.connections.find(id);
    const rule = { what: 'single sign-on from', who: request.ip ?? 'unknown', most: 60, seconds: 900 };
    try {
      const next = await this.throttle.unlessFailing(rule, async () => {
        if (!connection) throw new Refusal('switched-off', 'There is no such connection.');
        const relay = typeof relayState === 'string' ? relayState.slice(0, 500) : '';
        return this.logout.requested(connection, message(), relay, requestId);
      });
      response.redirect(303, next ?? SIGNED_OUT);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await this.refusals.run(error, { connection, test: false, requestId });
      response.redirect(303, `/sign-in?refused=single-sign-on&request=${requestId}`);
    }
  }
}
