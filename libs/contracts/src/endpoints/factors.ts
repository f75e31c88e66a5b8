import { z } from 'zod';

/** What proves a person beside their password. */
export const FACTOR_KINDS = ['totp', 'passkey'] as const;
export const FactorKind = z.enum(FACTOR_KINDS);
export type FactorKind = z.infer<typeof FactorKind>;

/** base64url without padding (RFC 4648, section 5). */
const base64Url = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[A-Za-z0-9_-]+$/);

/** What a browser says of an authenticator's way to reach it (WebAuthn Level 3, 5.8.4). */
const Transports = z.array(z.string().max(40)).max(10);
const CredentialId = base64Url(1364);

/** A passkey that was named to a browser (WebAuthn Level 3, PublicKeyCredentialDescriptorJSON). */
const PasskeyReference = z.object({
  id: CredentialId,
  type: z.literal('public-key'),
  transports: z.array(z.string()).optional(),
});

/** For `PublicKeyCredential.parseCreationOptionsFromJSON` (WebAuthn Level 3, 5.1.9). */
export const PasskeyCreation = z.object({
  rp: z.object({ id: z.string(), name: z.string() }),
  user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
  challenge: z.string(),
  pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
  timeout: z.int(),
  excludeCredentials: z.array(PasskeyReference),
  authenticatorSelection: z.object({
    residentKey: z.literal('preferred'),
    userVerification: z.literal('required'),
  }),
  attestation: z.literal('none'),
});
export type PasskeyCreation = z.infer<typeof PasskeyCreation>;

/** For `PublicKeyCredential.parseRequestOptionsFromJSON` (WebAuthn Level 3, 5.1.10). */
export const PasskeyRequest = z.object({
  challenge: z.string(),
  rpId: z.string(),
  timeout: z.int(),
  allowCredentials: z.array(PasskeyReference),
  userVerification: z.literal('required'),
});
export type PasskeyRequest = z.infer<typeof PasskeyRequest>;

/** What a browser's new credential says in `toJSON` (RegistrationResponseJSON); what else it says is not read. */
export const PasskeyAttestation = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64Url(8192),
    attestationObject: base64Url(16_384),
    transports: Transports.optional(),
  }),
});
export type PasskeyAttestation = z.infer<typeof PasskeyAttestation>;

/** What a browser's assertion says in `toJSON` (AuthenticationResponseJSON); what else it says is not read. */
export const PasskeyAssertion = z.object({
  id: CredentialId,
  rawId: CredentialId,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64Url(8192),
    authenticatorData: base64Url(8192),
    signature: base64Url(8192),
    userHandle: base64Url(128).nullish(),
  }),
});
export type PasskeyAssertion = z.infer<typeof PasskeyAssertion>;

/** Six digits of an authenticator app (RFC 6238); people type them in groups. */
export const TotpCode = z
  .string()
  .max(20)
  .transform((typed) => typed.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^\d{6}$/));

/** A new password: NIST SP 800-63B-4 and OWASP ASVS 5.0 V6.2 ask for length, and for no mixture of characters. */
export const NewPassword = z.string().min(12).max(256);

/** A step that goes on later: sealed, for one use, within five minutes. */
export const Ticket = z.string().min(16).max(2000);

/** One of both ways, as an app or a browser answers it. */
const oneOf = (proof: { totp?: unknown; passkey?: unknown }): boolean =>
  (proof.totp === undefined) !== (proof.passkey === undefined);
const ONE_OF = { message: 'either a code or a passkey', path: ['totp'] };

/** What a person may prove themselves by from now on: either of both, or both one after the other. */
export const FactorOffer = z.object({
  ticket: z.string(),
  totp: z.object({
    /** Base32 (RFC 4648), 160 bits. */
    secret: z.string(),
    /** otpauth://totp/…, the form that authenticator apps read. */
    uri: z.string(),
    /** The same as a QR code: `size` modules a side, `path` the dark ones as the `d` of an SVG path. */
    qr: z.object({ size: z.int(), path: z.string() }),
  }),
  passkey: PasskeyCreation,
});
export type FactorOffer = z.infer<typeof FactorOffer>;

/** What a person is asked to prove themselves by now. `passkey` is null for who has none. */
export const FactorRequest = z.object({
  ticket: z.string(),
  kinds: z.array(FactorKind),
  passkey: PasskeyRequest.nullable(),
});
export type FactorRequest = z.infer<typeof FactorRequest>;

/** The answer to a {@link FactorRequest}. */
export const FactorProof = z
  .strictObject({ ticket: Ticket, totp: TotpCode.optional(), passkey: PasskeyAssertion.optional() })
  .refine(oneOf, ONE_OF);
export type FactorProof = z.output<typeof FactorProof>;

/** The answer to a {@link FactorOffer}: a code that shows the app has the secret, or the new passkey. */
export const NewFactor = z
  .strictObject({ ticket: Ticket, totp: TotpCode.optional(), passkey: PasskeyAttestation.optional() })
  .refine(oneOf, ONE_OF);
export type NewFactor = z.output<typeof NewFactor>;

/** The first owner: who, by which setup token, and with what they prove themselves from then on. */
export const SetUp = z
  .strictObject({
    token: z.string().min(16).max(200),
    name: z.string().trim().min(1).max(120),
    email: z.email().max(254),
    password: NewPassword,
    ticket: Ticket,
    totp: TotpCode.optional(),
    passkey: PasskeyAttestation.optional(),
  })
  .refine(oneOf, ONE_OF);
