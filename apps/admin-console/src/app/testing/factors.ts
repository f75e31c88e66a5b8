import type { FactorOffer, FactorRequest } from '@holdfast/contracts';

export const ASK_CODE: FactorRequest = {
  ticket: 'a-sealed-ticket-of-a-question',
  kinds: ['totp'],
  passkey: null,
};

const SECRET = 'GEZDGNBVGY3TQOJQ';

export const OFFER: FactorOffer = {
  ticket: 'a-sealed-ticket-of-an-offer',
  totp: {
    secret: SECRET,
    uri: `otpauth://totp/Holdfast:mira?secret=${SECRET}`,
    qr: { size: 21, path: 'M0 0h7v1h-7z' },
  },
  passkey: {
    rp: { id: 'localhost', name: 'Holdfast' },
    user: { id: 'AA', name: 'mira@northwind.example', displayName: 'Mira Haddad' },
    challenge: 'AA',
    pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
    timeout: 300_000,
    excludeCredentials: [],
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    attestation: 'none',
  },
};
