import { NS, STATUS } from '../xml/names.js';
import { randomId } from '../xml/random-id.js';
import { element, escapeText } from '../xml/write-element.js';
import { composeAssertion } from './compose-assertion.js';
import { or, secondsFrom } from './default-part.js';
import type { ResponseOptions } from './response-options.js';

/** XML text of a Response (SAML core 3.3.3) with at most one assertion, not signed. */
export const composeResponse = (options: ResponseOptions): string => {
  const parts = options.response ?? {};
  const issuer = or(parts.issuer, options.idpEntityId);
  const status = or(parts.status, STATUS.success);
  const assertion = or(options.assertion, {});
  return element(
    'samlp:Response',
    {
      'xmlns:samlp': NS.protocol,
      ID: or(parts.id, randomId()),
      Version: or(parts.version, '2.0'),
      IssueInstant: or(parts.issueInstant, secondsFrom(options, 0)),
      Destination: or(parts.destination, options.sp.acsUrl),
      InResponseTo: or(parts.inResponseTo, options.requestId),
    },
    issuer === null ? null : element('saml:Issuer', { 'xmlns:saml': NS.assertion }, escapeText(issuer)),
    status === null ? null : composeStatus(status, parts.statusMessage),
    assertion && composeAssertion(assertion, options),
  );
};

/** XML text of a Status (SAML core 3.2.2). */
export const composeStatus = (code: string, message?: string | null): string =>
  element(
    'samlp:Status',
    {},
    element('samlp:StatusCode', { Value: code }),
    message && element('samlp:StatusMessage', {}, escapeText(message)),
  );
