import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto';
import { z } from 'zod';

/** A proof with its key and claims is a sixth of it. */
const MAX_LENGTH = 4000;
const FORM = /^([\w-]+)\.([\w-]+)\.([\w-]{86})$/;
const Coordinate = z.string().regex(/^[\w-]{43}$/);

const Header = z.object({
  typ: z.literal('dpop+jwt'),
  alg: z.literal('ES256'),
  jwk: z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: Coordinate,
    y: Coordinate,
    /** Whoever sends their private key has none any more. */
    d: z.undefined().optional(),
  }),
  crit: z.undefined().optional(),
});
const Claims = z.object({
  htm: z.string(),
  htu: z.string(),
  /** There, as RFC 9449 wants it, and not compared with our clock: the nonce says how fresh a proof is. */
  iat: z.number(),
  jti: z.string().min(1).max(200),
  ath: z.string(),
  nonce: z.string().max(200).optional(),
});

/** A proof (RFC 9449, section 4.2) as it came, its form checked and nothing else. */
export interface DpopProof {
  readonly jwk: { readonly x: string; readonly y: string };
  /** Of its key (RFC 7638). */
  readonly jkt: string;
  readonly claims: z.output<typeof Claims>;
  readonly signed: Buffer;
  readonly signature: Buffer;
}

/** What a proof has to be for: this request, with this access token. */
export interface ProvenRequest {
  readonly method: string;
  /** Without query. */
  readonly url: string;
  /** Hash of the access token. */
  readonly ath: string;
  readonly jkt: string;
}

const sha256 = (text: string): string => hash('sha256', text, 'base64url');

const parsed = (part: string): unknown => {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
};

/** Undefined for what is no proof: another algorithm than ES256, a key that is no P-256 public key, anything too long. */
export const parseProof = (text: string): DpopProof | undefined => {
  const [, head, payload, signature] = (text.length <= MAX_LENGTH ? FORM.exec(text) : null) ?? [];
  if (!head || !payload || !signature) return undefined;
  const header = Header.safeParse(parsed(head));
  const claims = Claims.safeParse(parsed(payload));
  if (!header.success || !claims.success) return undefined;
  const { x, y } = header.data.jwk;
  return {
    jwk: { x, y },
    jkt: sha256(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`),
    claims: claims.data,
    signed: Buffer.from(`${head}.${payload}`, 'utf8'),
    signature: Buffer.from(signature, 'base64url'),
  };
};

const sameAddress = (given: string, url: string): boolean => {
  if (given === url) return true;
  if (!URL.canParse(given)) return false;
  const { origin, pathname } = new URL(given);
  return `${origin}${pathname}` === url;
};

/** Agents that called lately; a key costs as much to read as to verify with. */
const MOST_KEYS = 20_000;
const keys = new Map<string, KeyObject>();

const keyOf = ({ jkt, jwk }: DpopProof): KeyObject => {
  let key = keys.get(jkt);
  if (!key) {
    key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', ...jwk }, format: 'jwk' });
    if (keys.size >= MOST_KEYS) keys.clear();
    keys.set(jkt, key);
  }
  return key;
};

/**
 * Whether the proof is for this request and of the token's own key (RFC 9449, section 4.3, without nonce and jti). Node's
 * own ES256 and not `jose`: half of the processor for the same check, and 60 µs of it on the event loop, where the rest is
 * done by a thread beside it; this is done for each request.
 */
export const proves = async (proof: DpopProof, request: ProvenRequest): Promise<boolean> => {
  const { htm, htu, ath } = proof.claims;
  if (proof.jkt !== request.jkt || htm !== request.method || !sameAddress(htu, request.url)) return false;
  if (ath !== request.ath) return false;
  try {
    return await verified(keyOf(proof), proof);
  } catch {
    // Coordinates of no point on the curve.
    return false;
  }
};

const verified = (key: KeyObject, { signed, signature }: DpopProof): Promise<boolean> =>
  new Promise((resolve, reject) => {
    verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, signature, (error, valid) =>
      error ? reject(error) : resolve(valid),
    );
  });

/** Under what a proof is spent: no agent can use up another's. */
export const spentAs = ({ jkt, claims }: DpopProof): Buffer =>
  hash('sha256', `${jkt}\0${claims.jti}`, 'buffer');
