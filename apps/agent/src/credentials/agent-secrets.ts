import { z } from 'zod';

/** Base64 of 32 bytes. */
const Key = z.base64().length(44);
const Coordinate = z.base64url().length(43);

/** An enrolment that has its tokens, and whose workstation the control plane does not know yet. */
export const Begun = z.object({
  origin: z.url(),
  caFile: z.string().nullable(),
  label: z.string(),
  /** The key of an enrolment before could not be had: no repository opens by the new one yet. */
  isKeyNew: z.boolean(),
});
export type Begun = z.infer<typeof Begun>;

/** What this workstation must keep to itself: whoever has it is this workstation. */
export const AgentSecrets = z.object({
  format: z.literal(1),
  /** Null: nothing was given yet, or it was given up. */
  refreshToken: z.string().min(1).max(1000).nullable(),
  /** Kept beside it, so that a short command need not refresh; it lives for minutes. */
  accessToken: z.string().min(1).max(4000).nullable(),
  /** The ES256 key that both tokens are bound to, as JWK (RFC 7518, section 6.2). */
  dpopKey: z.object({
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: Coordinate,
    y: Coordinate,
    d: Coordinate,
  }),
  /** X25519: the employee's key on this workstation, with which the repository's secrets are wrapped. */
  privateKey: Key,
  /** The company's key for the names of phones; null until the control plane has said it. */
  phoneHashKey: Key.nullable(),
  /** Not null: an enrolment stopped half-way. In here, so that it is kept in the same write as its tokens. */
  begun: Begun.nullable(),
});
export type AgentSecrets = z.infer<typeof AgentSecrets>;
export type DpopJwk = AgentSecrets['dpopKey'];
