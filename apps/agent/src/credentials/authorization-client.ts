import type { Configuration, DPoPHandle, TokenEndpointResponse } from 'openid-client';
import { z } from 'zod';
import { ControlPlaneUnreachable } from '../faults/problem-error.js';
import { CLIENT_ID, ENROLMENT_TOKEN_GRANT, issuerOf, SCOPE } from './agent-client.js';
import type { DpopJwk } from './agent-secrets.js';
import { keyPairOf } from './dpop-key.js';
import { pinnedFetch } from './pinned-fetch.js';
import type { Refused } from './token-fault.js';
import { tokenFault } from './token-fault.js';

/**
 * How long the authorization server may take, in seconds. A lost answer can be asked for again for 30 s only, so that a
 * second try must still fall into them.
 */
const TIMEOUT_SECONDS = 8;

const Tokens = z.object({
  access_token: z.string().min(1).max(4000),
  refresh_token: z.string().min(1).max(1000),
  expires_in: z.number().positive(),
});

/** What the token endpoint gave. */
export interface TokensGiven {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly expiresInSeconds: number;
}

/** An address to open in a browser, and the secrets that its answer is checked with. */
export interface AuthorizationRequest {
  readonly address: string;
  readonly state: string;
  readonly codeVerifier: string;
}

type Library = typeof import('openid-client');

/**
 * The control plane's authorization server, as the agent asks it (RFC 6749, 7009, 9449). Everything it names lies at the
 * pinned origin.
 */
export class AuthorizationClient {
  private constructor(
    private readonly library: Library,
    private readonly configuration: Configuration,
    readonly origin: string,
  ) {}

  /** @throws ControlPlaneUnreachable also where what answers is not the control plane, or names another place */
  static async discover(origin: string, heardNonce?: (nonce: string) => void): Promise<AuthorizationClient> {
    // Not imported above: most commands ask for no token, and its code is as much as that of all the rest.
    const library = await import('openid-client');
    const configuration = await library
      .discovery(new URL(issuerOf(origin)), CLIENT_ID, undefined, library.None(), {
        timeout: TIMEOUT_SECONDS,
        [library.customFetch]: pinnedFetch(origin, heardNonce),
        // `parseOrigin` lets http through for this very computer only.
        ...(origin.startsWith('http:') && { execute: [library.allowInsecureRequests] }),
      })
      .catch((error: unknown) => {
        throw tokenFault(origin, error, 'agent-token-refused');
      });
    expectPinned(origin, configuration);
    return new AuthorizationClient(library, configuration, origin);
  }

  /** A one-time enrolment token for tokens of this key. @throws ProblemError `enrolment-token-unknown`, `-expired` */
  exchange(enrolmentToken: string, key: DpopJwk): Promise<TokensGiven> {
    return this.ask('enrolment-token-unknown', key, (DPoP) =>
      this.library.genericGrantRequest(
        this.configuration,
        ENROLMENT_TOKEN_GRANT,
        { enrolment_token: enrolmentToken },
        { DPoP },
      ),
    );
  }

  /** Where the person lets this workstation in, and what their answer is known by. */
  async authorizationRequest(
    key: DpopJwk,
    { redirectUri, label, os }: { readonly redirectUri: string; readonly label: string; readonly os: string },
  ): Promise<AuthorizationRequest> {
    const { library, configuration } = this;
    const codeVerifier = library.randomPKCECodeVerifier();
    const state = library.randomState();
    const handle = library.getDPoPHandle(configuration, await keyPairOf(key));
    const address = library.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: SCOPE,
      state,
      code_challenge: await library.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
      dpop_jkt: await handle.calculateThumbprint(),
      workstation_label: label,
      workstation_os: os,
    });
    return { address: address.href, state, codeVerifier };
  }

  /** The code that the browser brought, for tokens of this key. @throws ProblemError `agent-token-refused` */
  redeem(answer: URL, { state, codeVerifier }: AuthorizationRequest, key: DpopJwk): Promise<TokensGiven> {
    const checks = { expectedState: state, pkceCodeVerifier: codeVerifier };
    return this.ask('agent-token-refused', key, (DPoP) =>
      this.library.authorizationCodeGrant(this.configuration, answer, checks, undefined, { DPoP }),
    );
  }

  /** The next tokens; the one given is used up. @throws ProblemError `agent-token-refused` */
  refresh(refreshToken: string, key: DpopJwk): Promise<TokensGiven> {
    return this.ask('agent-token-refused', key, (DPoP) =>
      this.library.refreshTokenGrant(this.configuration, refreshToken, undefined, { DPoP }),
    );
  }

  /** Ends this workstation's enrolment at the server. */
  async revoke(refreshToken: string): Promise<void> {
    await this.library
      .tokenRevocation(this.configuration, refreshToken, { token_type_hint: 'refresh_token' })
      .catch((error: unknown) => {
        throw tokenFault(this.origin, error, 'agent-token-refused');
      });
  }

  private async ask(
    refused: Refused,
    key: DpopJwk,
    request: (DPoP: DPoPHandle) => Promise<TokenEndpointResponse>,
  ): Promise<TokensGiven> {
    const handle = this.library.getDPoPHandle(this.configuration, await keyPairOf(key));
    try {
      const given = Tokens.parse(await request(handle));
      return {
        accessToken: given.access_token,
        refreshToken: given.refresh_token,
        expiresInSeconds: given.expires_in,
      };
    } catch (error) {
      throw tokenFault(this.origin, error, refused);
    }
  }
}

function expectPinned(origin: string, configuration: Configuration): void {
  const { token_endpoint, authorization_endpoint, revocation_endpoint } = configuration.serverMetadata();
  for (const address of [token_endpoint, authorization_endpoint, revocation_endpoint]) {
    if (address !== undefined && URL.canParse(address) && new URL(address).origin === origin) continue;
    throw new ControlPlaneUnreachable(origin, 'it names another place for signing in than itself');
  }
}
