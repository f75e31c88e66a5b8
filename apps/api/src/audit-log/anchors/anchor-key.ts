import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import type { AuditAnchor, SignedAnchor } from '@holdfast/contracts';
import { Injectable } from '@nestjs/common';
import canonicalize from 'canonicalize';
import { SecretKey } from '../../configuration/index.js';

/** What stands before the 32 bytes of a private key in PKCS #8 (RFC 8410, section 7). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

/**
 * The installation's Ed25519 key of anchors and of certificates of erasure (RFC 8032), its seed taken from the installation's secret: it need not be
 * stored, and whoever changes the secret has another one.
 */
@Injectable()
export class AnchorKey {
  /** 32 bytes, base64. */
  readonly publicKey: string;
  /** SHA-256 of these 32 bytes, hex: what a person writes down. */
  readonly fingerprint: string;
  readonly #key: KeyObject;

  constructor(secret: SecretKey) {
    const der = Buffer.concat([PKCS8_ED25519, secret.keyFor('audit-anchor')]);
    this.#key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const raw = createPublicKey(this.#key).export({ format: 'der', type: 'spki' }).subarray(-32);
    this.publicKey = raw.toString('base64');
    this.fingerprint = createHash('sha256').update(raw).digest('hex');
  }

  /** One line of JSON, as it is kept, written and exported. */
  sign(anchor: AuditAnchor): string {
    const { text, publicKey, signature } = this.signed(anchor);
    return JSON.stringify({ anchor: text, publicKey, signature } satisfies SignedAnchor);
  }

  /** As canonical JSON (RFC 8785) with an Ed25519 signature of its UTF-8 bytes. What is signed says itself what it is: `kind`. */
  signed(value: { readonly kind: string }): { text: string; publicKey: string; signature: string } {
    const text = canonicalize(value) as string;
    const signature = sign(null, Buffer.from(text, 'utf8'), this.#key).toString('base64');
    return { text, publicKey: this.publicKey, signature };
  }
}
