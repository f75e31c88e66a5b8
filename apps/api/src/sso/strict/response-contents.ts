import type { Element } from '@xmldom/xmldom';
import { type Expected, readAssertion, type Vouched } from './assertion-rules.js';
import { attributeOf, isElement } from './elements.js';
import { NS } from './namespaces.js';
import { readXml } from './read-xml.js';
import { Refusal } from './refusal.js';
import { assertionIn, checkEnvelope, checkStatus } from './response-rules.js';

/** The bytes that signatures cover, as the library gives them out: what may be believed. */
export interface Covered {
  /** A response, or where that is not signed the assertion. */
  readonly signed: string;
  /** The assertion in it; where it was encrypted, what was inside. */
  readonly assertion: string;
}

/** That a Response is a success, from the right provider, for us, for this request. @throws Refusal */
export const checkResponse = (response: Element, expected: Expected): void => {
  const { idpEntityId, acsUrl, requestId, now } = expected;
  checkEnvelope(response, { idpEntityId, destination: acsUrl, now });
  checkStatus(response);
  if (attributeOf(response, 'InResponseTo') !== requestId)
    throw new Refusal('in-response-to', 'The signed part of the response answers another request.');
};

/**
 * Reads whom a response vouches for, from nothing but the bytes that were verified. `posted` is the root as it came: what
 * the envelope says is read there only where the provider does not sign it.
 * @throws Refusal with the first rule that it breaks
 */
export const readCovered = (posted: Element, covered: Covered, expected: Expected): Vouched => {
  const signed = readXml(covered.signed);
  if (isElement(signed, NS.assertion, 'Assertion')) {
    checkResponse(posted, expected);
    return readAssertion(signed, expected);
  }
  if (!isElement(signed, NS.protocol, 'Response'))
    throw new Refusal('structure', 'Something else than the response is signed.');
  checkResponse(signed, expected);
  const { element, encrypted } = assertionIn(signed);
  return readAssertion(encrypted ? readXml(covered.assertion) : element, expected);
};
