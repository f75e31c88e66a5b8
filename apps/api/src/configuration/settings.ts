import { z } from 'zod';

const LOCALHOST = new Set(['localhost']);

/** An origin that browsers treat as trustworthy: https anywhere, plain http on `localhost` only (Secure cookies). */
const PublicOrigin = z
  .string()
  .max(300)
  .transform((text, context) => {
    const refuse = (message: string) => {
      context.addIssue({ code: 'custom', message });
      return z.NEVER;
    };
    let url: URL;
    try {
      url = new URL(text);
    } catch {
      return refuse('is not an address such as https://holdfast.example.com');
    }
    const trusted = url.protocol === 'https:' || (url.protocol === 'http:' && LOCALHOST.has(url.hostname));
    if (!trusted) return refuse('must be https://…, or http://localhost[:port] on one computer');
    if (text.replace(/\/$/, '') !== url.origin) return refuse('must be an origin only: scheme, name, port');
    return url.origin;
  });

const addressOf = (schemes: readonly string[], example: string) =>
  z
    .string()
    .max(2000)
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol), {
      message: `must look like ${example}`,
    });

const Flag = z.enum(['0', '1', 'true', 'false']).transform((text) => text === '1' || text === 'true');
const File = z.string().min(1).max(4096);

/**
 * Every setting that the server reads from its environment, once, at start. Messages never repeat a value: some are
 * secrets. docs/operations.md has the same list in words.
 */
export const Settings = z
  .object({
    NODE_ENV: z.string().max(40).default('production'),
    HOST: z.string().min(1).max(255).default('127.0.0.1'),
    PORT: z.coerce
      .number({ error: 'must be a port number' })
      .int('must be a port number')
      .min(0, 'must be a port number')
      .max(65535, 'must be a port number')
      .default(4700),
    PUBLIC_ORIGIN: PublicOrigin.optional(),
    DATABASE_URL: addressOf(
      ['postgres:', 'postgresql:'],
      'postgres://USER:PASSWORD@HOST:5432/NAME',
    ).optional(),
    HOLDFAST_DATA: File.default('.holdfast'),
    SERVED_FOLDER: File.optional(),
    TLS_CERT: File.optional(),
    TLS_KEY: File.optional(),
    SMTP_URL: addressOf(['smtp:', 'smtps:'], 'smtp://USER:PASSWORD@HOST:587').optional(),
    MAIL_FROM: z.email('must be an e-mail address').max(254).default('holdfast@localhost.invalid'),
    SECRET_KEY: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hexadecimal digits (openssl rand -hex 32)')
      .optional(),
    LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
    TRUST_PROXY: z.coerce
      .number({ error: 'must be the number of proxies in front' })
      .int('must be the number of proxies in front')
      .min(0)
      .max(10)
      .default(0),
    STOP_DELAY_MS: z.coerce.number({ error: 'must be milliseconds' }).int().min(0).max(60_000).default(500),
    COMPANY_NAME: z.string().trim().min(1).max(120).default('My company'),
    CONSOLE_FOLDER: File.optional(),
    OPERATORS: Flag.default(false),
    HOLDFAST_DEMO: Flag.default(false),
    NEW_OWNER_TOKEN: Flag.default(false),
  })
  .superRefine((settings, context) => {
    const issue = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    if ((settings.TLS_CERT === undefined) !== (settings.TLS_KEY === undefined)) {
      issue(
        settings.TLS_CERT ? 'TLS_KEY' : 'TLS_CERT',
        'TLS_CERT and TLS_KEY are set together or not at all',
      );
    }
    if (settings.TLS_CERT && settings.PUBLIC_ORIGIN?.startsWith('http:')) {
      issue('PUBLIC_ORIGIN', 'must be https when the server has a certificate');
    }
    if (settings.TLS_CERT && settings.PUBLIC_ORIGIN === undefined) {
      issue('PUBLIC_ORIGIN', 'is needed when the server has a certificate: the name in it');
    }
    if (settings.HOLDFAST_DEMO && settings.PUBLIC_ORIGIN?.startsWith('https:')) {
      issue('HOLDFAST_DEMO', 'the demo company is for http://localhost only');
    }
    if (settings.HOLDFAST_DEMO && settings.OPERATORS) {
      issue('OPERATORS', 'the demo has one company and no operators');
    }
    if (settings.HOLDFAST_DEMO && !['127.0.0.1', '::1', 'localhost'].includes(settings.HOST)) {
      issue('HOLDFAST_DEMO', 'the demo company is served on this computer only (HOST)');
    }
  });
