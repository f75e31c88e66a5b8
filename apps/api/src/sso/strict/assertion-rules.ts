import type { Element } from '@xmldom/xmldom';
import { attributeOf, childElements, childrenNamed, isElement, onlyChild, textOf } from './elements.js';
import { NS } from './namespaces.js';
import { Refusal, said } from './refusal.js';
import { requireIssuer } from './response-rules.js';
import { readAttributes } from './read-attributes.js';
import { confirmSubject } from './subject-confirmation.js';
import { instantOf, requireBefore, requireFresh, requireFrom } from './times.js';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const PARTS = ['Issuer', 'Subject', 'Conditions', 'AuthnStatement', 'AttributeStatement', 'Advice'];

/** What an assertion has to say to be for us, for this request, now. Times in milliseconds. */
export interface Expected {
  readonly idpEntityId: string;
  readonly audience: string;
  readonly acsUrl: string;
  readonly requestId: string;
  readonly now: number;
}

/** Whom the identity provider vouches for. Every string is from verified bytes and still somebody else's text. */
export interface Vouched {
  readonly assertionId: string;
  readonly nameId: string;
  readonly nameIdFormat: string;
  readonly sessionIndex: string | undefined;
  /** The provider's session ends then; ours not later. */
  readonly sessionEndsAt: number | undefined;
  /** Until then the assertion's id has to be remembered. */
  readonly validUntil: number;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

const checkConditions = (assertion: Element, { audience, now }: Expected): number => {
  const conditions = onlyChild(assertion, NS.assertion, 'Conditions');
  if (!conditions) throw new Refusal('conditions', 'The assertion has no conditions.');
  const end = instantOf(attributeOf(conditions, 'NotOnOrAfter'), 'Conditions NotOnOrAfter');
  requireBefore(end, now, 'The assertion');
  const start = attributeOf(conditions, 'NotBefore');
  if (start !== undefined) requireFrom(instantOf(start, 'Conditions NotBefore'), now, 'The assertion');
  const restrictions = childrenNamed(conditions, NS.assertion, 'AudienceRestriction');
  const isForUs = (restriction: Element): boolean =>
    childrenNamed(restriction, NS.assertion, 'Audience').some((element) => textOf(element) === audience);
  if (restrictions.length === 0 || !restrictions.every(isForUs))
    throw new Refusal('audience', `The assertion is not for ${said(audience)}.`);
  for (const child of childElements(conditions))
    if (!['AudienceRestriction', 'OneTimeUse', 'ProxyRestriction'].includes(child.localName ?? ''))
      throw new Refusal(
        'conditions',
        `The assertion has a condition that is not known: ${said(child.localName)}.`,
      );
  return end;
};

const nameIdOf = (subject: Element): { nameId: string; nameIdFormat: string } => {
  const element = onlyChild(subject, NS.assertion, 'NameID');
  const nameId = element && textOf(element);
  if (!element || !nameId || nameId.length > 1024)
    throw new Refusal('name-id', 'The assertion names nobody: there is no NameID.');
  const nameIdFormat = attributeOf(element, 'Format') ?? '';
  if (nameIdFormat !== PERSISTENT)
    throw new Refusal(
      'name-id-format',
      `The NameID is ${said(nameIdFormat)}; set the format to persistent, so that it stays with one person.`,
    );
  return { nameId, nameIdFormat };
};

const authenticationOf = (assertion: Element, now: number) => {
  const statement = onlyChild(assertion, NS.assertion, 'AuthnStatement');
  if (!statement)
    throw new Refusal('authentication-statement', 'The assertion does not say that anybody signed in.');
  const ends = attributeOf(statement, 'SessionNotOnOrAfter');
  const sessionEndsAt = ends === undefined ? undefined : instantOf(ends, 'SessionNotOnOrAfter');
  if (sessionEndsAt !== undefined) requireBefore(sessionEndsAt, now, 'The session at the identity provider');
  return { sessionIndex: attributeOf(statement, 'SessionIndex')?.slice(0, 1024), sessionEndsAt };
};

/**
 * Reads whom a verified assertion vouches for. `assertion` is the root of the bytes that were signed.
 * @throws Refusal with the first rule that it breaks
 */
export const readAssertion = (assertion: Element, expected: Expected): Vouched => {
  if (!isElement(assertion, NS.assertion, 'Assertion'))
    throw new Refusal('structure', 'This is no assertion.');
  if (attributeOf(assertion, 'Version') !== '2.0')
    throw new Refusal('version', 'The assertion is not of SAML 2.0.');
  const assertionId = attributeOf(assertion, 'ID');
  if (!assertionId || assertionId.length > 256) throw new Refusal('structure', 'The assertion has no id.');
  for (const child of childElements(assertion)) {
    const known = PARTS.includes(child.localName ?? '') && child.namespaceURI === NS.assertion;
    if (!known && !isElement(child, NS.signature, 'Signature'))
      throw new Refusal('structure', `The assertion has ${said(child.localName)}, which is not expected.`);
  }
  requireIssuer(assertion, expected.idpEntityId);
  const issued = instantOf(attributeOf(assertion, 'IssueInstant'), 'IssueInstant');
  requireFresh(issued, expected.now, 'The assertion');
  const subject = onlyChild(assertion, NS.assertion, 'Subject');
  if (!subject) throw new Refusal('name-id', 'The assertion has no subject.');
  const confirmedUntil = confirmSubject(subject, expected);
  const conditionsUntil = checkConditions(assertion, expected);
  return {
    assertionId,
    ...nameIdOf(subject),
    ...authenticationOf(assertion, expected.now),
    validUntil: Math.max(confirmedUntil, conditionsUntil),
    attributes: readAttributes(assertion),
  };
};
