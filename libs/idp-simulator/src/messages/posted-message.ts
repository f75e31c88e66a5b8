/** A message as XML text, and as the form field `SAMLResponse` or `SAMLRequest` of the POST binding carries it. */
export interface PostedMessage {
  readonly xml: string;
  readonly base64: string;
}

export const posted = (xml: string): PostedMessage => ({
  xml,
  base64: Buffer.from(xml, 'utf8').toString('base64'),
});
