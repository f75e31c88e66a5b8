import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newIdpKey } from '../idp-key.js';
import { NS } from '../xml/names.js';
import { parse } from '../xml/read-xml.js';
import { idpMetadata } from './idp-metadata.js';

describe('idpMetadata', () => {
  it('names both certificates during a rollover, and its addresses', async () => {
    const certificates = [(await newIdpKey()).certificate, (await newIdpKey()).certificate];
    const xml = idpMetadata({
      entityId: 'urn:a&b',
      certificates,
      ssoUrl: 'https://idp.example/sso?a=1&b=2',
      sloUrl: 'https://idp.example/slo',
    });
    const document = parse(xml);
    const found = Array.from(document.getElementsByTagNameNS(NS.signature, 'X509Certificate')).map(
      ({ textContent }) => new X509Certificate(Buffer.from(textContent ?? '', 'base64')).fingerprint256,
    );
    expect(found).toEqual(certificates.map((pem) => new X509Certificate(pem).fingerprint256));
    const locations = Array.from(document.getElementsByTagNameNS(NS.metadata, '*')).map((one) =>
      one.getAttribute('Location'),
    );
    expect(locations.filter(Boolean)).toEqual([
      'https://idp.example/slo',
      'https://idp.example/slo',
      'https://idp.example/sso?a=1&b=2',
    ]);
    expect(document.documentElement?.getAttribute('entityID')).toBe('urn:a&b');
  });
});
