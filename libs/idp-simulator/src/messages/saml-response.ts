import { encryptAssertions } from '../signing/encrypt-assertion.js';
import { signElement } from '../signing/sign-element.js';
import { composeResponse } from './compose-response.js';
import { posted, type PostedMessage } from './posted-message.js';
import type { SignedResponseOptions } from './response-options.js';

/**
 * A Response as an identity provider sends it: composed, its assertion signed, then encrypted, then the whole signed
 * (SAML core 5.4 and 6.2), as far as the options ask for each.
 */
export const samlResponse = async (options: SignedResponseOptions): Promise<PostedMessage> => {
  const { signed, signing, assertionSigning = signing, encryptFor } = options;
  let xml = composeResponse(options);
  const hasAssertion = options.assertion !== null;
  if (hasAssertion && (signed === 'both' || signed === 'assertion'))
    xml = signElement(xml, 'Assertion', assertionSigning);
  if (encryptFor) xml = await encryptAssertions(xml, encryptFor);
  if (signed === 'both' || signed === 'response') xml = signElement(xml, 'Response', signing);
  return posted(xml);
};
