import { z } from 'zod';
import { endpoint } from './endpoint.js';
import { DateOnly } from './paging.js';

/** An X25519 public key (RFC 7748): base64 of 32 bytes. */
export const PublicKey = z.base64().length(44);
/** First 20 hex digits of the SHA-256 of a public key, in groups of four: what people compare. */
export const KeyFingerprint = z.string().regex(/^[0-9a-f]{4}( [0-9a-f]{4}){4}$/);

const RegisteredKey = z.object({
  fingerprint: KeyFingerprint,
  registeredOn: DateOnly,
  registeredBy: z.string().nullable(),
});

/** The company's recovery key: only its public half is known here, so nobody here can open anything by it. */
export const CompanyKeyState = z.object({
  current: RegisteredKey.extend({ publicKey: PublicKey }).nullable(),
  /** What the policy for everybody says of it. */
  companyKey: z.enum(['none', 'split', 'single']),
  /** Keys that another one took the place of, newest first. */
  earlier: z.array(RegisteredKey.extend({ replacedOn: DateOnly })),
});
export type CompanyKeyState = z.infer<typeof CompanyKeyState>;

export const companyKeyEndpoints = {
  getCompanyKey: endpoint({
    id: 'getCompanyKey',
    method: 'GET',
    path: '/api/v1/recovery-key',
    tag: 'recovery-key',
    summary: "The company's recovery key, its fingerprint, and the keys before it",
    auth: 'session',
    permission: 'recovery-key.read',
    status: 200,
    response: CompanyKeyState,
    errors: [],
  }),
  registerCompanyKey: endpoint({
    id: 'registerCompanyKey',
    method: 'PUT',
    path: '/api/v1/recovery-key',
    tag: 'recovery-key',
    summary:
      "Register the public half of the company's recovery key; everybody whose policy wants one is asked to read the notice again",
    auth: 'session',
    permission: 'recovery-key.change',
    body: z.strictObject({
      publicKey: PublicKey,
      /** Fingerprint of the key that this one takes the place of; null: there is none. */
      replaces: KeyFingerprint.nullable(),
    }),
    status: 200,
    response: CompanyKeyState,
    errors: ['public-key-refused', 'version-conflict'],
  }),
};
