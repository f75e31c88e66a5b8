import type { Element } from '@xmldom/xmldom';
import { DomainError } from '../../problems/index.js';
import { unfitCertificate } from '../certificates.js';
import { attributeOf, childrenNamed, isElement, textOf } from '../strict/elements.js';
import { NS } from '../strict/namespaces.js';
import { readXml, Refusal } from '../strict/index.js';

const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const MAX_CERTIFICATES = 5;

/** What Holdfast takes from an identity provider's metadata (SAML metadata 2.0). */
export interface IdpMetadata {
  readonly idpEntityId: string;
  readonly ssoUrl: string;
  readonly sloUrl: string | null;
  /** base64 of DER: every key with which it may sign. */
  readonly certificates: string[];
}

const refuse = (detail: string): never => {
  throw new DomainError('sso-metadata-refused', `${detail} Nothing was changed.`);
};

/** Metadata may carry comments, and people save it with instructions on top: both are left out before it is read. */
const withoutRemarks = (xml: string): string =>
  xml
    .replace(/^\uFEFF/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<\?(?!xml )[\s\S]*?\?>/g, '')
    .trim();

const descriptorIn = (root: Element): { entity: Element; idp: Element } => {
  const entities = isElement(root, NS.metadata, 'EntitiesDescriptor')
    ? childrenNamed(root, NS.metadata, 'EntityDescriptor')
    : [root].filter((element) => isElement(element, NS.metadata, 'EntityDescriptor'));
  const found = entities.flatMap((entity) =>
    childrenNamed(entity, NS.metadata, 'IDPSSODescriptor').map((idp) => ({ entity, idp })),
  );
  const [only, ...more] = found;
  if (!only) return refuse('There is no identity provider in this metadata.');
  if (more.length > 0) return refuse('There is more than one identity provider in this metadata.');
  return only;
};

const redirectUrl = (idp: Element, service: string, acceptable: (url: string) => boolean): string | null => {
  const found = childrenNamed(idp, NS.metadata, service).find(
    (element) => attributeOf(element, 'Binding') === REDIRECT,
  );
  const url = found && attributeOf(found, 'Location');
  if (url === undefined) return null;
  return acceptable(url) ? url : refuse(`The address of its ${service} is not https.`);
};

const certificatesOf = (idp: Element): string[] => {
  const found = childrenNamed(idp, NS.metadata, 'KeyDescriptor')
    .filter((key) => attributeOf(key, 'use') !== 'encryption')
    .flatMap((key) => childrenNamed(key, NS.signature, 'KeyInfo'))
    .flatMap((info) => childrenNamed(info, NS.signature, 'X509Data'))
    .flatMap((data) => childrenNamed(data, NS.signature, 'X509Certificate'))
    .map((element) => textOf(element).replace(/\s+/g, ''));
  const certificates = [...new Set(found)];
  if (certificates.length === 0) refuse('There is no signing certificate in this metadata.');
  if (certificates.length > MAX_CERTIFICATES)
    refuse(`There are more than ${String(MAX_CERTIFICATES)} signing certificates in this metadata.`);
  for (const certificate of certificates) {
    const unfit = unfitCertificate(certificate);
    if (unfit !== undefined) refuse(unfit);
  }
  return certificates;
};

const read = (xml: string): Element => {
  try {
    return readXml(withoutRemarks(xml));
  } catch (error) {
    if (error instanceof Refusal) return refuse('This is not the XML of SAML metadata.');
    throw error;
  }
};

/**
 * Reads an identity provider's metadata. `acceptable` says which addresses a browser may be sent to. Signatures in it are
 * not looked at: it is trusted for where it came from, and by the test login that follows.
 * @throws DomainError `sso-metadata-refused`
 */
export const readMetadata = (xml: string, acceptable: (url: string) => boolean, now: Date): IdpMetadata => {
  const { entity, idp } = descriptorIn(read(xml));
  const until = attributeOf(entity, 'validUntil') ?? attributeOf(idp, 'validUntil');
  if (until !== undefined && Date.parse(until) < now.getTime())
    refuse('This metadata was valid until a moment that has passed: fetch it again.');
  const idpEntityId = attributeOf(entity, 'entityID') ?? '';
  if (idpEntityId === '' || idpEntityId.length > 1024) refuse('This metadata has no entity id.');
  const ssoUrl = redirectUrl(idp, 'SingleSignOnService', acceptable);
  if (ssoUrl === null)
    return refuse('This identity provider has no SingleSignOnService by HTTP-Redirect, which is needed.');
  const sloUrl = redirectUrl(idp, 'SingleLogoutService', acceptable);
  return { idpEntityId, ssoUrl, sloUrl, certificates: certificatesOf(idp) };
};
