import { z } from 'zod';
import { ROLES } from '../roles/roles.js';

/** Roles that a group of the directory may give. Owners are made by owners: whoever edits groups must not become one. */
export const GROUP_ROLES = ROLES.filter((role) => role !== 'owner');

/** Which parts the identity provider signs. A signature that is there is checked in any case. */
export const SignedParts = z.enum(['both', 'assertion', 'response']);
export type SignedParts = z.infer<typeof SignedParts>;

const AttributeName = z.string().trim().min(1).max(200);

/** How the attributes of an assertion are read; null: not asked for. Names as the provider sends them, case matters. */
export const SsoAttributes = z.strictObject({
  name: AttributeName.nullable(),
  email: AttributeName,
  department: AttributeName.nullable(),
  groups: AttributeName.nullable(),
});
export type SsoAttributes = z.infer<typeof SsoAttributes>;

export const GroupRole = z.strictObject({
  group: z.string().trim().min(1).max(300),
  role: z.enum(GROUP_ROLES as [(typeof GROUP_ROLES)[number], ...(typeof GROUP_ROLES)[number][]]),
});

/** Everything that a sign-in through a connection depends on, but for our own keys. */
export const SsoSettings = z.strictObject({
  /** Identity of the provider, exactly as in its metadata. */
  idpEntityId: z.string().min(1).max(1024),
  /** HTTP-Redirect binding. */
  ssoUrl: z.url().max(2000),
  sloUrl: z.url().max(2000).nullable(),
  /** base64 of DER. Two or more during a rollover: any of them may have signed. */
  certificates: z.array(z.string().max(8000)).min(1).max(5),
  /** Read again every day for new certificates; null: imported from a file. */
  metadataUrl: z.url().max(2000).nullable(),
  signed: SignedParts,
  /** Refuse assertions that are not encrypted for us. */
  encryptedOnly: z.boolean(),
  attributes: SsoAttributes,
  /** A person in several groups gets the most trusted role. Empty: roles are given here. */
  groups: z.array(GroupRole).max(200),
  /** Make an employee of whoever signs in for the first time; else they have to be in the directory. */
  joinOnSignIn: z.boolean(),
  /** An employee who never signed in and has no other role is recognised by e-mail address once. */
  linkByEmail: z.boolean(),
});
export type SsoSettings = z.infer<typeof SsoSettings>;
