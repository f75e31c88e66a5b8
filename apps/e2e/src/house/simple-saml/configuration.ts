import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { SamlPerson } from './people.js';

const PERSISTENT = 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent';
const REDIRECT = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect';
const POST = 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST';

/** `config.php`. Full base address, since PHP's own server tells none; SQLite, since logout looks sessions up by name. */
export const mainConfiguration = (folder: string, origin: string) => ({
  baseurlpath: `${origin}/`,
  certdir: `${folder}/`,
  loggingdir: `${folder}/`,
  datadir: `${folder}/`,
  tempdir: `${folder}/tmp`,
  metadatadir: `${folder}/metadata/`,
  attributenamemapdir: '/etc/simplesamlphp/attributemap/',
  timezone: 'UTC',
  secretsalt: randomBytes(16).toString('hex'),
  'auth.adminpassword': randomBytes(16).toString('hex'),
  'admin.protectindexpage': true,
  'admin.checkforupdates': false,
  'logging.handler': 'errorlog',
  'logging.level': 4,
  // The log goes where the program prints; an error page with its report may then stay on the page.
  showerrors: true,
  errorreporting: false,
  'enable.saml20-idp': true,
  'module.enable': { exampleauth: true, core: true, saml: true },
  'session.cookie.name': 'SimpleSAMLSessionID',
  'session.cookie.secure': false,
  'session.cookie.samesite': 'Lax',
  'language.cookie.secure': false,
  'language.cookie.samesite': 'Lax',
  'language.available': ['en'],
  'language.default': 'en',
  'store.type': 'sql',
  'store.sql.dsn': `sqlite:${join(folder, 'sessions.sqlite')}`,
  'metadata.sources': [{ type: 'flatfile' }],
});

/** `authsources.php`: names and passwords in the key, as exampleauth has it. */
export const authSources = (people: readonly SamlPerson[]) => ({
  people: {
    0: 'exampleauth:UserPass',
    ...Object.fromEntries(people.map(({ password, ...person }) => [`${person.uid}:${password}`, person])),
  },
});

/** Key files in the folder. `next`: a certificate that is published beside the one that signs. */
export interface SigningFiles {
  readonly key: string;
  readonly certificate: string;
  readonly next?: { readonly key: string; readonly certificate: string };
}

/** `saml20-idp-hosted.php`: signs response and assertion, encrypts the assertion, wants every request signed. */
export const hostedIdp = ({ key, certificate, next }: SigningFiles) => ({
  '__DYNAMIC:1__': {
    host: '__DEFAULT__',
    auth: 'people',
    privatekey: key,
    certificate,
    ...(next && { new_privatekey: next.key, new_certificate: next.certificate }),
    'saml20.sign.response': true,
    'saml20.sign.assertion': true,
    'assertion.encryption': true,
    'sign.logout': true,
    'redirect.sign': true,
    'redirect.validate': true,
    'validate.authnrequest': true,
    'validate.logout': true,
    SingleSignOnServiceBinding: [REDIRECT],
    SingleLogoutServiceBinding: [REDIRECT, POST],
    NameIDFormat: PERSISTENT,
    authproc: { 3: { class: 'saml:PersistentNameID', attribute: 'uid' } },
  },
});
