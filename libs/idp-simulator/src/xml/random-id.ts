import { randomBytes } from 'node:crypto';

/** An XML id of 128 random bits (SAML core 1.3.4); an NCName must not begin with a digit. */
export const randomId = (): string => `_${randomBytes(16).toString('hex')}`;
