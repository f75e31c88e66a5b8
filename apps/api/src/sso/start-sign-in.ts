import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { SsoEntry } from '../entry/index.js';
import { markBrowser } from './browser-cookie.js';
import { Connections } from './connections.js';
import { returnPath } from './return-path.js';
import { strategyFor } from './strategy.js';
import { Refusal } from './strict/index.js';
import { goToProvider } from './through-passport.js';

/** Sends a browser to the identity provider with a signed AuthnRequest, which that browser alone can have answered. */
@Injectable()
export class StartSignIn {
  constructor(
    private readonly connections: Connections,
    private readonly entry: SsoEntry,
  ) {}

  /** @throws Refusal `switched-off` for a connection that nobody has, too */
  async run(
    at: { connectionId: string; test: boolean; returnTo: string | undefined },
    request: Request,
    response: Response,
  ): Promise<void> {
    const { connectionId: asked, test } = at;
    const connection = test ? await this.connections.find(asked) : await this.connections.findLive(asked);
    const settings = connection && this.connections.settings(connection, at.test);
    if (!connection || !settings) throw new Refusal('switched-off', 'Nobody signs in by this connection.');
    // An NCName (SAML core 1.3.4) of 160 random bits.
    const requestId = `_${randomBytes(20).toString('hex')}`;
    const { companyId, id: connectionId } = connection;
    const browser = markBrowser(request, response);
    await this.entry.addRequest(requestId, browser, { companyId, connectionId, test: at.test });
    const strategy = strategyFor(this.connections.parts(connection, settings, requestId));
    await goToProvider(strategy, request, response, returnPath(at.returnTo));
  }
}
