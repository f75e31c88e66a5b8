import type { Element } from '@xmldom/xmldom';
import type { Expected } from './assertion-rules.js';
import { attributeOf, childrenNamed, onlyChild } from './elements.js';
import { NS } from './namespaces.js';
import { Refusal, said } from './refusal.js';
import { instantOf, requireBefore } from './times.js';

const BEARER = 'urn:oasis:names:tc:SAML:2.0:cm:bearer';

const confirm = (confirmation: Element, { acsUrl, requestId, now }: Expected): number => {
  const data = onlyChild(confirmation, NS.assertion, 'SubjectConfirmationData');
  if (!data) throw new Refusal('confirmation', 'The subject confirmation has no data.');
  const recipient = attributeOf(data, 'Recipient');
  if (recipient !== acsUrl)
    throw new Refusal('recipient', `The recipient is ${said(recipient)}, not ${said(acsUrl)}.`);
  const request = attributeOf(data, 'InResponseTo');
  if (request !== requestId)
    throw new Refusal('in-response-to', `The assertion answers ${said(request)}, not our request.`);
  if (attributeOf(data, 'NotBefore') !== undefined)
    throw new Refusal(
      'confirmation',
      'A bearer confirmation must not have NotBefore (SAML profiles, 4.1.4.2).',
    );
  const end = instantOf(attributeOf(data, 'NotOnOrAfter'), 'SubjectConfirmationData NotOnOrAfter');
  requireBefore(end, now, 'The confirmation');
  return end;
};

/**
 * One of the subject's confirmations has to be *bearer* and hold (SAML profiles, 4.1.4.2); others are for others. Answers
 * until when it holds. @throws Refusal why the last bearer confirmation does not hold, or `confirmation` without any
 */
export const confirmSubject = (subject: Element, expected: Expected): number => {
  const bearers = childrenNamed(subject, NS.assertion, 'SubjectConfirmation').filter(
    (confirmation) => attributeOf(confirmation, 'Method') === BEARER,
  );
  let why: unknown = new Refusal('confirmation', 'The subject has no bearer confirmation.');
  for (const bearer of bearers) {
    try {
      return confirm(bearer, expected);
    } catch (error) {
      why = error;
    }
  }
  throw why;
};
