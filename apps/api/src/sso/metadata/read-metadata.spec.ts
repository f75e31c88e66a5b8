import { beforeAll, describe, expect, it } from '@jest/globals';
import { idpMetadata, type IdpKey, newIdpKey } from '@holdfast/idp-simulator';
import type { DomainError } from '../../problems/index.js';
import { readMetadata } from './read-metadata.js';

const now = new Date('2026-11-27T12:00:00Z');
const https = (url: string): boolean => url.startsWith('https:');
const EC = `MIIBfjCCASWgAwIBAgIUQ2nF2vJw1mC3xJ0XyC7qk0c0b9EwCgYIKoZIzj0EAwIwFTETMBEGA1UEAwwKZWMuZXhhbXBsZTAeFw0yNjAxMDEwMDAwMDBaFw0zNjAxMDEwMDAwMDBaMBUxEzARBgNVBAMMCmVjLmV4YW1wbGU=`;

describe('readMetadata', () => {
  let key: IdpKey;
  let xml: string;
  beforeAll(async () => {
    key = await newIdpKey();
    xml = idpMetadata({
      entityId: 'https://idp.example/entity',
      certificates: [key.certificate],
      ssoUrl: 'https://idp.example/sso',
      sloUrl: 'https://idp.example/slo',
    });
  });
  const read = (text: string) => readMetadata(text, https, now);
  const refusal = (text: string): string => {
    try {
      read(text);
    } catch (error) {
      return `${(error as DomainError).code}: ${(error as DomainError).detail}`;
    }
    return 'taken';
  };

  it('reads entity, addresses by redirect and certificates', () => {
    expect(read(xml)).toEqual({
      idpEntityId: 'https://idp.example/entity',
      ssoUrl: 'https://idp.example/sso',
      sloUrl: 'https://idp.example/slo',
      certificates: [expect.stringMatching(/^MII[A-Za-z0-9+/=]+$/)],
    });
  });

  it('reads it among others, with remarks around it, and without logout', () => {
    const among = `\uFEFF<?xml version="1.0"?><!-- saved by hand --><md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">
      <md:EntityDescriptor entityID="https://sp.example"><md:SPSSODescriptor/></md:EntityDescriptor>${xml}</md:EntitiesDescriptor>`;
    expect(read(among).idpEntityId).toBe('https://idp.example/entity');
    expect(read(xml.replace(/<md:SingleLogoutService[^>]*>/g, '')).sloUrl).toBeNull();
  });

  it('takes both certificates of a rollover, each once', async () => {
    const next = await newIdpKey();
    const both = idpMetadata({
      entityId: 'e',
      certificates: [key.certificate, next.certificate, key.certificate],
      ssoUrl: 'https://idp.example/sso',
    });
    expect(read(both).certificates).toHaveLength(2);
  });

  it('refuses what no sign-in could be built on, and says why', async () => {
    const cut = (pattern: RegExp | string, by = '') => xml.replace(pattern, by);
    expect(refusal('nothing')).toContain('not the XML of SAML metadata');
    expect(refusal(`<!DOCTYPE a [<!ENTITY b "c">]>${xml}`)).toContain('not the XML');
    expect(refusal('<a/>')).toContain('no identity provider');
    expect(refusal(cut(/IDPSSODescriptor/g, 'SPSSODescriptor'))).toContain('no identity provider');
    const wrapped = `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata">${xml}${xml}</md:EntitiesDescriptor>`;
    expect(refusal(wrapped)).toContain('more than one');
    expect(refusal(cut('entityID="https://idp.example/entity"', 'entityID=""'))).toContain('no entity id');
    expect(refusal(cut('https://idp.example/sso', 'http://idp.example/sso'))).toContain('not https');
    expect(refusal(cut('https://idp.example/sso', 'javascript:alert(1)'))).toContain('not https');
    expect(refusal(cut(/<md:SingleSignOnService[^>]*>/g))).toContain('no SingleSignOnService');
    expect(refusal(cut(/<md:KeyDescriptor[\s\S]*<\/md:KeyDescriptor>/))).toContain('no signing certificate');
    expect(refusal(cut(/(X509Certificate>)[^<]+/, `$1${EC}`))).toContain('cannot be read');
    expect(refusal(cut('entityID=', 'validUntil="2026-11-26T00:00:00Z" entityID='))).toContain('has passed');
    const many = await Promise.all(Array.from({ length: 6 }, () => newIdpKey()));
    const certificates = many.map(({ certificate }) => certificate);
    const six = idpMetadata({ entityId: 'e', certificates, ssoUrl: 'https://idp.example/sso' });
    expect(refusal(six)).toContain('more than 5');
  });
});
