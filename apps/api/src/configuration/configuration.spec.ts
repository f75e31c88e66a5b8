import { describe, expect, it } from '@jest/globals';
import { parseConfiguration } from './configuration.js';
import { ConfigurationError } from './configuration-error.js';
import { SecretKey } from './secret-key.js';

const problemsOf = (environment: Record<string, string>): Record<string, string> => {
  try {
    parseConfiguration(environment, '/srv');
  } catch (error) {
    if (error instanceof ConfigurationError) {
      return Object.fromEntries(error.problems.map(({ variable, message }) => [variable, message]));
    }
    throw error;
  }
  return {};
};

describe('parseConfiguration', () => {
  it('needs nothing: everything has a default, on this computer only', () => {
    const { values } = parseConfiguration({}, '/srv');
    expect(values).toMatchObject({
      host: '127.0.0.1',
      port: 4700,
      publicOrigin: 'http://localhost:4700',
      dataFolder: '/srv/.holdfast',
      servedFolder: '/srv/.holdfast/objects',
      databaseUrl: undefined,
      demo: false,
    });
    expect(Object.isFrozen(values)).toBe(true);
  });

  it('lists every wrong variable at once and repeats no value', () => {
    const secret = 'hunter2-not-hex';
    const environment = {
      PORT: 'eighty',
      PUBLIC_ORIGIN: 'http://10.0.0.5',
      DATABASE_URL: `mysql://root:${secret}@db/x`,
      SMTP_URL: `gopher://${secret}`,
      SECRET_KEY: secret,
      LOG_LEVEL: 'chatty',
      TLS_CERT: '/tls/cert.pem',
    };
    const problems = problemsOf(environment);
    expect(Object.keys(problems).sort()).toEqual(
      ['DATABASE_URL', 'LOG_LEVEL', 'PORT', 'PUBLIC_ORIGIN', 'SECRET_KEY', 'SMTP_URL'].sort(),
    );
    expect(() => parseConfiguration(environment, '/srv')).toThrow(/docs\/operations\.md/);
    expect(JSON.stringify(problems)).not.toContain(secret);
    expect(JSON.stringify(problems)).not.toContain('10.0.0.5');
  });

  it.each([
    'http://holdfast.example.com',
    'http://127.0.0.1:4700',
    'http://localhost.evil.example',
    'ftp://localhost',
    'https://example.com/path',
    'https://user:pw@example.com',
    'example.com',
    'https://example.com?x=1',
  ])('refuses the origin %s', (origin) => {
    expect(problemsOf({ PUBLIC_ORIGIN: origin })).toHaveProperty('PUBLIC_ORIGIN');
  });

  it.each(['https://example.com', 'https://example.com:8443', 'http://localhost', 'http://localhost:3000/'])(
    'takes the origin %s',
    (origin) => {
      const { values } = parseConfiguration({ PUBLIC_ORIGIN: origin }, '/srv');
      expect(values.publicOrigin).toBe(origin.replace(/\/$/, ''));
    },
  );

  it('takes a certificate only with its key and an https origin', () => {
    expect(problemsOf({ TLS_CERT: '/c' })).toHaveProperty('TLS_KEY');
    expect(problemsOf({ TLS_KEY: '/k' })).toHaveProperty('TLS_CERT');
    expect(problemsOf({ TLS_CERT: '/c', TLS_KEY: '/k' })).toHaveProperty('PUBLIC_ORIGIN');
    const both = { TLS_CERT: '/c', TLS_KEY: 'k', PUBLIC_ORIGIN: 'https://example.com' };
    expect(parseConfiguration(both, '/srv').values.tls).toEqual({ certificateFile: '/c', keyFile: '/srv/k' });
  });

  it('refuses the demo company anywhere but on this computer', () => {
    expect(problemsOf({ HOLDFAST_DEMO: '1', PUBLIC_ORIGIN: 'https://example.com' })).toHaveProperty(
      'HOLDFAST_DEMO',
    );
    expect(problemsOf({ HOLDFAST_DEMO: '1', HOST: '0.0.0.0' })).toHaveProperty('HOLDFAST_DEMO');
    expect(parseConfiguration({ HOLDFAST_DEMO: '1' }, '/srv').values.demo).toBe(true);
  });

  it('treats an empty variable as an absent one', () => {
    expect(parseConfiguration({ PORT: '', SMTP_URL: '' }, '/srv').values.port).toBe(4700);
  });
});

describe('SecretKey', () => {
  const key = new SecretKey('ab'.repeat(32));
  it('gives each purpose its own key', () => {
    expect(key.keyFor('a')).toHaveLength(32);
    expect(key.keyFor('a').equals(key.keyFor('b'))).toBe(false);
    expect(key.keyedHash('a', 'x').equals(key.keyedHash('a', 'x'))).toBe(true);
  });
  it('is never printed', () => {
    expect(JSON.stringify({ key })).toBe('{"key":"[secret]"}');
  });
});
