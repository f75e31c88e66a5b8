import { nameId } from '../messages/compose-assertion.js';
import { composeStatus } from '../messages/compose-response.js';
import { or, secondsFrom } from '../messages/default-part.js';
import type { NameIdParts, Part } from '../messages/response-options.js';
import { NS, STATUS } from '../xml/names.js';
import { randomId } from '../xml/random-id.js';
import { element, escapeText } from '../xml/write-element.js';

/** What both messages of single logout have. `destination`: the other side's logout address. */
export interface LogoutParts {
  readonly idpEntityId: string;
  readonly destination: string | null;
  readonly now?: Date;
  readonly id?: Part<string>;
  readonly issueInstant?: Part<string>;
  readonly issuer?: Part<string>;
}

export interface LogoutRequestParts extends LogoutParts {
  readonly nameId: string | NameIdParts | null;
  /** None: all sessions of that person. */
  readonly sessionIndexes?: readonly string[];
  readonly notOnOrAfter?: Part<string>;
}

export interface LogoutResponseParts extends LogoutParts {
  readonly inResponseTo: string | null;
  readonly status?: Part<string>;
}

const attributes = (parts: LogoutParts) => ({
  'xmlns:samlp': NS.protocol,
  'xmlns:saml': NS.assertion,
  ID: or(parts.id, randomId()),
  Version: '2.0',
  IssueInstant: or(parts.issueInstant, secondsFrom(parts, 0)),
  Destination: parts.destination,
});

const issuer = (parts: LogoutParts): string | null => {
  const value = or(parts.issuer, parts.idpEntityId);
  return value === null ? null : element('saml:Issuer', {}, escapeText(value));
};

/** XML text of a LogoutRequest (SAML core 3.7.1), not signed. */
export const composeLogoutRequest = (parts: LogoutRequestParts): string =>
  element(
    'samlp:LogoutRequest',
    { ...attributes(parts), NotOnOrAfter: or(parts.notOnOrAfter, secondsFrom(parts, 300)) },
    issuer(parts),
    parts.nameId === null ? null : nameId(parts.nameId),
    ...(parts.sessionIndexes ?? []).map((one) => element('samlp:SessionIndex', {}, escapeText(one))),
  );

/** XML text of a LogoutResponse (SAML core 3.7.2), not signed. */
export const composeLogoutResponse = (parts: LogoutResponseParts): string => {
  const status = or(parts.status, STATUS.success);
  return element(
    'samlp:LogoutResponse',
    { ...attributes(parts), InResponseTo: parts.inResponseTo },
    issuer(parts),
    status === null ? null : composeStatus(status),
  );
};
