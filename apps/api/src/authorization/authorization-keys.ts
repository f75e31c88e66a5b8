import { Injectable } from '@nestjs/common';
import { SecretKey } from '../configuration/index.js';

/** The authorization server's keys, each derived from the installation's secret: every process has the same. */
@Injectable()
export class AuthorizationKeys {
  /** HMAC-SHA256 of access tokens: the control plane issues them to itself, nobody else reads one. */
  readonly accessTokens: Buffer;
  readonly nonces: Buffer;
  readonly cookies: string;

  constructor(secretKey: SecretKey) {
    this.accessTokens = secretKey.keyFor('agent-access-tokens');
    this.nonces = secretKey.keyFor('agent-dpop-nonces');
    this.cookies = secretKey.keyFor('authorization-cookies').toString('base64url');
  }
}
