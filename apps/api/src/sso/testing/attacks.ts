import type { SsoRefusal } from '@holdfast/contracts';
import {
  CANONICALISATIONS,
  DIGEST_ALGORITHMS,
  type IdpKey,
  KEY_TRANSPORTS,
  posted,
  SIGNATURE_ALGORITHMS,
  type SignedResponseOptions,
} from '@holdfast/idp-simulator';
import { WRAPPINGS } from './wrapping.js';

/** A forged or spoilt response: what is asked of the signer, and what is done to its text afterwards. */
export interface Attack {
  readonly name: string;
  /** Codes of the audit log: one of them, whichever rule comes first for this way of signing. */
  readonly codes: readonly SsoRefusal[];
  readonly options?: Partial<SignedResponseOptions>;
  readonly change?: (xml: string) => string;
}

export interface Means {
  readonly key: IdpKey;
  readonly foreign: IdpKey;
  readonly ourCertificate: string;
  readonly acsUrl: string;
  readonly now: Date;
}

const after = ({ now }: Means, seconds: number): string =>
  new Date(now.getTime() + seconds * 1000).toISOString();
const stripped = (xml: string): string => xml.replace(/<ds:Signature[\s\S]*?<\/ds:Signature>/g, '');
const twice =
  (name: string) =>
  (xml: string): string =>
    xml.replace(new RegExp(`<ds:${name}[ >][\\s\\S]*?</ds:${name}>`), (text) => `${text}${text}`);

const signatures = ({ key, foreign }: Means): Attack[] => [
  { name: 'no signature', codes: ['not-signed'], change: stripped },
  {
    name: 'empty signature',
    codes: ['structure'],
    change: (xml) =>
      xml.replace(
        /<ds:Signature[^>]*>[\s\S]*?<\/ds:Signature>/g,
        '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>',
      ),
  },
  {
    name: 'empty signature value',
    codes: ['signature'],
    change: (xml) => xml.replace(/<ds:SignatureValue>[^<]*</g, '<ds:SignatureValue><'),
  },
  { name: 'a foreign key', codes: ['signature'], options: { signing: foreign } },
  {
    name: 'a foreign key that shows the right certificate',
    codes: ['signature'],
    options: { signing: { privateKey: foreign.privateKey, certificate: key.certificate } },
  },
  {
    name: 'HMAC with the certificate as its secret',
    codes: ['weak-algorithm'],
    options: {
      signing: { privateKey: key.certificate, certificate: null, algorithm: SIGNATURE_ALGORITHMS.hmacSha1 },
    },
  },
  {
    name: 'SHA-1 signature',
    codes: ['weak-algorithm'],
    options: { signing: { ...key, algorithm: SIGNATURE_ALGORITHMS.rsaSha1 } },
  },
  {
    name: 'SHA-1 digest',
    codes: ['weak-algorithm'],
    options: { signing: { ...key, digest: DIGEST_ALGORITHMS.sha1 } },
  },
  {
    name: 'canonicalisation that keeps comments',
    codes: ['weak-algorithm'],
    options: { signing: { ...key, canonicalisation: CANONICALISATIONS.exclusiveWithComments } },
  },
  {
    name: 'inclusive canonicalisation',
    codes: ['weak-algorithm'],
    options: { signing: { ...key, canonicalisation: CANONICALISATIONS.inclusive } },
  },
  {
    name: 'a namespace over which canonicalisers give up',
    codes: ['forbidden-markup'],
    change: (xml) => xml.replace('<saml:Assertion ', '<saml:Assertion xmlns:void="1" '),
  },
  {
    name: 'an empty reference',
    codes: ['structure'],
    change: (xml) => xml.replace(/URI="#[^"]*"/g, 'URI=""'),
  },
  { name: 'two SignedInfo', codes: ['structure'], change: twice('SignedInfo') },
  { name: 'two DigestValue', codes: ['structure'], change: twice('DigestValue') },
  { name: 'two signature values', codes: ['structure'], change: twice('SignatureValue') },
  { name: 'a changed name', codes: ['signature'], change: (xml) => xml.replace('mira-1', 'evil-1') },
];

const markup: Attack[] = [
  {
    name: 'a comment in the NameID',
    codes: ['forbidden-markup'],
    change: (xml) => xml.replace('mira-1', 'mira-1<!-- -->evil'),
  },
  {
    name: 'CDATA in the NameID',
    codes: ['forbidden-markup'],
    change: (xml) => xml.replace('mira-1', 'mira<![CDATA[-1]]>'),
  },
  {
    name: 'an instruction in the NameID',
    codes: ['forbidden-markup'],
    change: (xml) => xml.replace('mira-1', 'mira<?x?>-1'),
  },
  { name: 'a DTD', codes: ['forbidden-markup'], change: (xml) => `<!DOCTYPE a [<!ENTITY x "evil">]>${xml}` },
  {
    name: 'an entity that nobody declared',
    codes: ['not-xml'],
    change: (xml) => xml.replace('mira-1', '&x;'),
  },
  { name: 'two roots', codes: ['not-xml', 'structure'], change: (xml) => `${xml}${xml}` },
  { name: 'text after the root', codes: ['not-xml', 'structure'], change: (xml) => `${xml}evil` },
  {
    name: 'an id that two elements have',
    codes: ['duplicate-id'],
    change: (xml) =>
      xml.replace('<saml:Subject>', `<saml:Subject ID="${/ ID="([^"]+)"/.exec(xml)?.[1] ?? ''}">`),
  },
  { name: 'a NUL', codes: ['not-xml'], change: (xml) => xml.replace('mira-1', 'mira\0-1') },
  { name: 'no XML', codes: ['not-xml'], change: () => 'SAML' },
  {
    name: 'twenty thousand elements',
    codes: ['structure'],
    change: (xml) => xml.replace('<saml:Subject>', `${'<x/>'.repeat(20_000)}<saml:Subject>`),
  },
  {
    name: 'a thousand elements in one another',
    codes: ['structure'],
    change: (xml) =>
      xml.replace('<saml:Subject>', `${'<x>'.repeat(1000)}${'</x>'.repeat(1000)}<saml:Subject>`),
  },
];

const contents = (means: Means): Attack[] => [
  {
    name: 'another issuer of the response',
    codes: ['issuer'],
    options: { response: { issuer: 'https://evil.example' } },
  },
  {
    name: 'another issuer of the assertion',
    codes: ['issuer'],
    options: { assertion: { issuer: 'https://evil.example' } },
  },
  {
    name: 'another destination',
    codes: ['destination'],
    options: { response: { destination: `${means.acsUrl}/x` } },
  },
  { name: 'no destination', codes: ['destination'], options: { response: { destination: null } } },
  {
    name: 'another status',
    codes: ['status'],
    options: { response: { status: 'urn:oasis:names:tc:SAML:2.0:status:Requester' } },
  },
  { name: 'another version', codes: ['version'], options: { response: { version: '1.1' } } },
  { name: 'nobody asked', codes: ['in-response-to'], options: { requestId: null } },
  { name: 'another request', codes: ['replayed'], options: { requestId: '_other' } },
  {
    name: 'another request in the assertion',
    codes: ['in-response-to'],
    options: { assertion: { confirmations: [{ inResponseTo: '_other' }] } },
  },
  {
    name: 'another recipient',
    codes: ['recipient'],
    options: { assertion: { confirmations: [{ recipient: 'https://evil.example' }] } },
  },
  {
    name: 'no recipient',
    codes: ['recipient'],
    options: { assertion: { confirmations: [{ recipient: null }] } },
  },
  { name: 'no confirmation', codes: ['confirmation'], options: { assertion: { confirmations: null } } },
  {
    name: 'holder of key',
    codes: ['confirmation'],
    options: { assertion: { confirmations: [{ method: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key' }] } },
  },
  {
    name: 'a bearer with NotBefore',
    codes: ['confirmation'],
    options: { assertion: { confirmations: [{ notBefore: after(means, -60) }] } },
  },
  {
    name: 'an ended confirmation',
    codes: ['expired'],
    options: { assertion: { confirmations: [{ notOnOrAfter: after(means, -61) }] } },
  },
  { name: 'no conditions', codes: ['conditions'], options: { assertion: { conditions: null } } },
  {
    name: 'ended',
    codes: ['expired'],
    options: { assertion: { conditions: { notOnOrAfter: after(means, -61) } } },
  },
  {
    name: 'not yet valid',
    codes: ['not-yet-valid'],
    options: { assertion: { conditions: { notBefore: after(means, 90) } } },
  },
  {
    name: 'six minutes old',
    codes: ['too-old'],
    options: { assertion: { issueInstant: after(means, -365) } },
  },
  {
    name: 'issued in the future',
    codes: ['not-yet-valid'],
    options: { response: { issueInstant: after(means, 90) } },
  },
  {
    name: 'another audience',
    codes: ['audience'],
    options: { assertion: { conditions: { audiences: ['https://evil.example'] } } },
  },
  { name: 'no audience', codes: ['audience'], options: { assertion: { conditions: { audiences: null } } } },
  {
    name: 'no statement of a login',
    codes: ['authentication-statement'],
    options: { assertion: { authnStatement: null } },
  },
  { name: 'no NameID', codes: ['name-id'], options: { assertion: { nameId: null } } },
  {
    name: 'a NameID that passes',
    codes: ['name-id-format'],
    options: {
      assertion: { nameId: { value: 'x', format: 'urn:oasis:names:tc:SAML:2.0:nameid-format:transient' } },
    },
  },
  {
    name: 'RSA 1.5 around the key',
    codes: ['weak-algorithm'],
    options: { encryptFor: { certificate: means.ourCertificate, key: KEY_TRANSPORTS.rsa15 } },
  },
  {
    name: 'encrypted for somebody else',
    codes: ['decryption'],
    options: { encryptFor: { certificate: means.foreign.certificate } },
  },
  {
    name: 'SHA-1 inside the encryption',
    codes: ['weak-algorithm'],
    options: {
      encryptFor: { certificate: means.ourCertificate },
      assertionSigning: { ...means.key, algorithm: SIGNATURE_ALGORITHMS.rsaSha1 },
    },
  },
];

/** Every class of forged or spoilt response, for one way of signing. */
export const attacksFor = (means: Means): Attack[] => [
  ...Object.entries(WRAPPINGS).map(([name, change]) => ({
    name,
    change,
    codes: ['structure', 'signature', 'not-signed', 'duplicate-id'] as const,
  })),
  ...signatures(means),
  ...markup,
  ...contents(means),
];

export const changed = (attack: Attack, message: { readonly xml: string; readonly base64: string }) =>
  attack.change ? posted(attack.change(message.xml)) : message;
