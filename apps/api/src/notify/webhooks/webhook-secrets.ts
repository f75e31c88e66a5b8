import { createHmac, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { openSealed, seal, SecretKey } from '../../configuration/index.js';

const SECRET_BYTES = 32;
const PREFIX = 'whsec_';

/** Secrets of webhooks: shown once, kept sealed for their company and their webhook. */
@Injectable()
export class WebhookSecrets {
  readonly #key: Buffer;

  constructor(secretKey: SecretKey) {
    this.#key = secretKey.keyFor('webhook-secrets');
  }

  /** `shown` is what the receiver is given; `sealed` what is kept. */
  make(companyId: string, endpointId: string): { readonly shown: string; readonly sealed: Buffer } {
    const secret = randomBytes(SECRET_BYTES);
    return {
      shown: `${PREFIX}${secret.toString('base64')}`,
      sealed: seal(this.#key, `${companyId}/${endpointId}`, secret),
    };
  }

  open(companyId: string, endpointId: string, sealed: Uint8Array): Buffer {
    return openSealed(this.#key, `${companyId}/${endpointId}`, sealed);
  }
}

/**
 * Headers of Standard Webhooks 1.0 (standardwebhooks.com): HMAC-SHA-256 over `id.timestamp.body` under each secret that is good
 * now. The timestamp is that of the try, so that a message of last week's log is known as old.
 */
export function signedHeaders(
  { id, body }: { readonly id: string; readonly body: string },
  secrets: readonly Uint8Array[],
  now: Date,
): Record<string, string> {
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const signatures = secrets.map(
    (secret) => `v1,${createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64')}`,
  );
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
