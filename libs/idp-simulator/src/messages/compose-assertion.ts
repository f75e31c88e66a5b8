import { instant } from '../xml/instant.js';
import { NAME_ID_FORMATS, NS } from '../xml/names.js';
import { randomId } from '../xml/random-id.js';
import { element, escapeText } from '../xml/write-element.js';
import { or, secondsFrom } from './default-part.js';
import type { AssertionParts, ConfirmationParts, NameIdParts, ResponseOptions } from './response-options.js';

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';
const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';
const BASIC = 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic';

export const nameId = (given: string | NameIdParts): string => {
  const parts = typeof given === 'string' ? { value: given } : given;
  const attributes = {
    Format: or(parts.format, NAME_ID_FORMATS.persistent),
    NameQualifier: parts.nameQualifier,
    SPNameQualifier: parts.spNameQualifier,
  };
  return element('saml:NameID', attributes, escapeText(parts.value));
};

const confirmation = (parts: ConfirmationParts, options: ResponseOptions): string =>
  element(
    'saml:SubjectConfirmation',
    { Method: or(parts.method, BEARER) },
    element('saml:SubjectConfirmationData', {
      NotBefore: parts.notBefore,
      NotOnOrAfter: or(parts.notOnOrAfter, secondsFrom(options, 300)),
      Recipient: or(parts.recipient, options.sp.acsUrl),
      InResponseTo: or(parts.inResponseTo, options.requestId),
    }),
  );

const subject = (parts: AssertionParts, options: ResponseOptions): string => {
  const name = or(parts.nameId, 'somebody');
  return element(
    'saml:Subject',
    {},
    name === null ? null : nameId(name),
    ...(or(parts.confirmations, [{}]) ?? []).map((one) => confirmation(one, options)),
  );
};

const conditions = (parts: AssertionParts, options: ResponseOptions): string | null => {
  const given = or(parts.conditions, {});
  if (given === null) return null;
  const audiences = or(given.audiences, [options.sp.entityId]);
  const attributes = {
    NotBefore: or(given.notBefore, secondsFrom(options, -30)),
    NotOnOrAfter: or(given.notOnOrAfter, secondsFrom(options, 300)),
  };
  const restriction =
    audiences &&
    element(
      'saml:AudienceRestriction',
      {},
      ...audiences.map((one) => element('saml:Audience', {}, escapeText(one))),
    );
  return element('saml:Conditions', attributes, restriction);
};

const authnStatement = (parts: AssertionParts, options: ResponseOptions): string | null => {
  const given = or(parts.authnStatement, {});
  if (given === null) return null;
  const attributes = {
    AuthnInstant: or(given.authnInstant, secondsFrom(options, 0)),
    SessionIndex: or(given.sessionIndex, randomId()),
    SessionNotOnOrAfter: given.sessionNotOnOrAfter,
  };
  const context = element('saml:AuthnContextClassRef', {}, PASSWORD);
  return element('saml:AuthnStatement', attributes, element('saml:AuthnContext', {}, context));
};

const attributeStatement = ({ attributes }: AssertionParts): string | null => {
  const entries = Object.entries(attributes ?? {});
  if (entries.length === 0) return null;
  const written = entries.map(([name, value]) => {
    const values = [value].flat().map((one) => element('saml:AttributeValue', {}, escapeText(one)));
    return element('saml:Attribute', { Name: name, NameFormat: BASIC }, ...values);
  });
  return element('saml:AttributeStatement', {}, ...written);
};

/** XML text of an assertion (SAML core 2.3.3), not signed. It names its namespaces itself, so that it can stand alone. */
export const composeAssertion = (parts: AssertionParts, options: ResponseOptions): string => {
  const issuer = or(parts.issuer, options.idpEntityId);
  return element(
    'saml:Assertion',
    {
      'xmlns:saml': NS.assertion,
      ID: or(parts.id, randomId()),
      Version: or(parts.version, '2.0'),
      IssueInstant: or(parts.issueInstant, instant(options.now ?? new Date())),
    },
    issuer === null ? null : element('saml:Issuer', {}, escapeText(issuer)),
    subject(parts, options),
    conditions(parts, options),
    authnStatement(parts, options),
    attributeStatement(parts),
  );
};
