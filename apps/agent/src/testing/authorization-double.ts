import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ErrorCode } from '@holdfast/contracts';
import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from 'jose';

const ENROLMENT_TOKEN_GRANT = 'urn:holdfast:params:oauth:grant-type:enrolment-token';
const ACCESS_TOKEN_SECONDS = 600;

interface OAuthAnswer {
  readonly status: number;
  readonly body: object;
}

interface Grant {
  readonly jkt: string;
  accessToken: string;
  refreshToken: string;
  isExpired: boolean;
  /** The refresh token that was good before this one: good once more for who lost the answer. */
  before?: string | undefined;
}

class OAuthError extends Error {
  constructor(
    readonly error: string,
    readonly description?: string,
  ) {
    super(error);
  }
}

/** The authorization server of the control-plane double: tokens bound to a key, each refresh token good once. */
export class AuthorizationDouble {
  readonly enrolmentTokens = new Map<string, 'fresh' | 'expired'>();
  readonly grants = new Set<Grant>();
  /** So many answers of the token endpoint are cut off on their way. */
  losesAnswers = 0;
  /** How often tokens were given for a refresh token. */
  refreshed = 0;
  /** Access tokens that another one has followed: they end by themselves. */
  private readonly ended = new Set<string>();
  private readonly spent = new Set<string>();
  private readonly proofs = new Set<string>();
  /** What the person says in the browser. */
  person: 'approves' | 'refuses' = 'approves';
  /** Parameters of every authorization request. */
  readonly asked: Record<string, string>[] = [];
  private readonly codes = new Map<string, Record<string, string>>();
  /** What the discovery document says instead of the truth. */
  discovered: Record<string, string> = {};
  /** Every proof has to carry it. */
  nonce = randomBytes(16).toString('base64url');

  constructor(private readonly origin: () => string) {}

  newToken(state: 'fresh' | 'expired' = 'fresh'): string {
    const token = randomBytes(32).toString('base64url');
    this.enrolmentTokens.set(token, state);
    return token;
  }

  /** Every enrolment ends, as if all had been revoked. */
  revokeAll(): void {
    this.grants.clear();
    this.ended.clear();
  }

  expireAccessTokens(): void {
    for (const grant of this.grants) grant.isExpired = true;
  }

  async answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    body: string,
  ): Promise<void> {
    if (path === '/oauth/auth') {
      const query = new URL(request.url ?? '', this.origin()).searchParams;
      return void response.writeHead(303, { location: this.authorize(query) }).end();
    }
    const answer = await this.endpoint(request, path, body);
    if (this.losesAnswers > 0 && path === '/oauth/token' && answer.status === 200) {
      this.losesAnswers -= 1;
      return void response.destroy();
    }
    response.writeHead(answer.status, { 'content-type': 'application/json', 'dpop-nonce': this.nonce });
    response.end(JSON.stringify(answer.body));
  }

  /** The person at the workstation has decided already: where the browser is sent back to. */
  private authorize(query: URLSearchParams): string {
    const asked = Object.fromEntries(query);
    this.asked.push(asked);
    const back = new URL(asked['redirect_uri'] ?? '');
    const answer = this.person === 'approves' ? { code: this.newCode(asked) } : { error: 'access_denied' };
    const state = asked['state'] ?? '';
    back.search = new URLSearchParams({ ...answer, state, iss: `${this.origin()}/oauth` }).toString();
    return back.href;
  }

  private newCode(asked: Record<string, string>): string {
    const code = randomBytes(16).toString('base64url');
    this.codes.set(code, asked);
    return code;
  }

  private async endpoint(request: IncomingMessage, path: string, body: string): Promise<OAuthAnswer> {
    if (path === '/oauth/.well-known/openid-configuration') return { status: 200, body: this.discovery() };
    if (path === '/oauth/token') return this.token(request, body);
    if (path === '/oauth/token/revocation') this.revoke(body);
    return { status: path === '/oauth/token/revocation' ? 200 : 404, body: {} };
  }

  private discovery(): object {
    const issuer = `${this.origin()}/oauth`;
    return {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      revocation_endpoint: `${issuer}/token/revocation`,
      authorization_response_iss_parameter_supported: true,
      ...this.discovered,
    };
  }

  private async token(request: IncomingMessage, body: string): Promise<OAuthAnswer> {
    try {
      const form = new URLSearchParams(body);
      const jkt = await this.proven(request, 'invalid_dpop_proof');
      return { status: 200, body: answerFor(this.granted(form, jkt)) };
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      const { error: code, description } = error;
      return { status: 400, body: { error: code, ...(description && { error_description: description }) } };
    }
  }

  private revoke(body: string): void {
    const token = new URLSearchParams(body).get('token');
    for (const grant of this.grants) if (grant.refreshToken === token) this.grants.delete(grant);
  }

  /** Why a call under `/agent/v1` is refused; undefined where it is let in. */
  async refusal(request: IncomingMessage): Promise<ErrorCode | undefined> {
    const [, token] = /^DPoP (\S+)$/.exec(request.headers.authorization ?? '') ?? [];
    const grant = [...this.grants].find(({ accessToken }) => accessToken === token);
    if (token && this.ended.has(token)) return 'agent-token-expired';
    if (!grant) return 'agent-token-refused';
    if (grant.isExpired) return 'agent-token-expired';
    grant.before = undefined;
    try {
      const jkt = await this.proven(request, 'dpop-proof-refused', token);
      return jkt === grant.jkt ? undefined : 'dpop-proof-refused';
    } catch (error) {
      if (!(error instanceof OAuthError)) throw error;
      return error.error === 'use_dpop_nonce' ? 'dpop-nonce-required' : 'dpop-proof-refused';
    }
  }

  private granted(form: URLSearchParams, jkt: string): Grant {
    if (form.get('client_id') !== 'holdfast-agent') throw new OAuthError('invalid_client');
    const type = form.get('grant_type');
    if (type === 'refresh_token') return this.refresh(form.get('refresh_token') ?? '', jkt);
    if (type === 'authorization_code') return this.redeem(form, jkt);
    if (type !== ENROLMENT_TOKEN_GRANT) throw new OAuthError('unsupported_grant_type');
    const token = form.get('enrolment_token') ?? '';
    const state = this.enrolmentTokens.get(token);
    if (state !== 'fresh') throw new OAuthError('invalid_grant', `enrolment-token-${state ?? 'unknown'}`);
    this.enrolmentTokens.delete(token);
    const grant: Grant = { jkt, ...newTokens() };
    this.grants.add(grant);
    return grant;
  }

  private redeem(form: URLSearchParams, jkt: string): Grant {
    const code = form.get('code') ?? '';
    const asked = this.codes.get(code);
    this.codes.delete(code);
    const given = [form.get('redirect_uri'), digest(form.get('code_verifier') ?? ''), jkt];
    const expected = [asked?.['redirect_uri'], asked?.['code_challenge'], asked?.['dpop_jkt']];
    if (JSON.stringify(given) !== JSON.stringify(expected)) throw new OAuthError('invalid_grant');
    const grant: Grant = { jkt, ...newTokens() };
    this.grants.add(grant);
    return grant;
  }

  /** A token that was spent ends the enrolment. */
  private refresh(token: string, jkt: string): Grant {
    const repeated = [...this.grants].find(({ before }) => before === token);
    if (this.spent.has(token) && !repeated) this.grants.clear();
    const grant = repeated ?? [...this.grants].find(({ refreshToken }) => refreshToken === token);
    if (grant?.jkt !== jkt) throw new OAuthError('invalid_grant');
    this.spent.add(token);
    this.refreshed += 1;
    this.ended.add(grant.accessToken);
    return Object.assign(grant, newTokens(), { before: token });
  }

  /** Thumbprint of the key whose proof the request carries. */
  private async proven(request: IncomingMessage, wrong: string, accessToken?: string): Promise<string> {
    const proof = String(request.headers['dpop']);
    const options = { typ: 'dpop+jwt', algorithms: ['ES256'] };
    const verified = await jwtVerify(proof, EmbeddedJWK, options).catch(() => undefined);
    if (!verified) throw new OAuthError(wrong);
    const { htm, htu, nonce, jti = '', ath } = verified.payload;
    if (nonce !== this.nonce) throw new OAuthError('use_dpop_nonce');
    const [path] = (request.url ?? '').split('?');
    const expected = [request.method, `${this.origin()}${path}`, accessToken && digest(accessToken)];
    if (JSON.stringify([htm, htu, ath]) !== JSON.stringify(expected)) throw new OAuthError(wrong);
    if (this.proofs.has(jti)) throw new OAuthError(wrong);
    this.proofs.add(jti);
    return calculateJwkThumbprint(verified.protectedHeader.jwk ?? {});
  }
}

const newTokens = () => ({
  accessToken: randomBytes(32).toString('base64url'),
  refreshToken: randomBytes(32).toString('base64url'),
  isExpired: false,
});

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

const answerFor = ({ accessToken, refreshToken }: Grant): object => ({
  access_token: accessToken,
  refresh_token: refreshToken,
  expires_in: ACCESS_TOKEN_SECONDS,
  token_type: 'DPoP',
  scope: 'agent',
});
