import { isAbsolute, join, resolve } from 'node:path';
import type { z } from 'zod';
import { ConfigurationError } from './configuration-error.js';
import { Settings } from './settings.js';

/** What the rooms of the server are given. Frozen: nothing changes a setting after the start. */
export interface ConfigurationValues {
  readonly host: string;
  readonly port: number;
  readonly publicOrigin: string;
  /** Absolute. Holds the embedded database, generated secrets and, by default, the served folder. */
  readonly dataFolder: string;
  /** Absent: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Absolute. The folder behind the embedded location's signed URLs. */
  readonly servedFolder: string;
  readonly tls: { readonly certificateFile: string; readonly keyFile: string } | undefined;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** 32 bytes in hex, as set; absent: generated in the data folder by `SecretKey`. */
  readonly secretKey: string | undefined;
  readonly logLevel: string;
  readonly trustProxy: number;
  readonly stopDelayMs: number;
  readonly companyName: string;
  readonly consoleFolder: string;
  /** Whether people of no company make companies here. */
  readonly operators: boolean;
  readonly demo: boolean;
  /** Print a setup token at this start although there is an owner: all of their factors are lost. */
  readonly newOwnerToken: boolean;
}

/** The injectable configuration. */
export class Configuration {
  constructor(readonly values: ConfigurationValues) {
    Object.freeze(values);
    Object.freeze(this);
  }
}

const BUILT_CONSOLE = join(import.meta.dirname, '../../../admin-console/dist/browser');

/**
 * Parses the environment, given as a value (the only reader of `process.env` is main.ts).
 * Throws `ConfigurationError` with every wrong variable at once, and no value of any.
 */
export const parseConfiguration = (
  environment: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
): Configuration => {
  // An empty variable is an absent one: that is how compose files and shells unset things.
  const given = Object.fromEntries(
    Object.keys(Settings.shape)
      .map((name) => [name, environment[name]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = Settings.safeParse(given);
  if (!parsed.success) throw new ConfigurationError(parsed.error);
  return new Configuration(valuesFrom(parsed.data, workingFolder));
};

const valuesFrom = (settings: z.output<typeof Settings>, workingFolder: string): ConfigurationValues => {
  const absolute = (file: string): string => (isAbsolute(file) ? file : resolve(workingFolder, file));
  const dataFolder = absolute(settings.HOLDFAST_DATA);
  return {
    host: settings.HOST,
    port: settings.PORT,
    publicOrigin: settings.PUBLIC_ORIGIN ?? `http://localhost:${settings.PORT}`,
    dataFolder,
    databaseUrl: settings.DATABASE_URL,
    servedFolder: settings.SERVED_FOLDER ? absolute(settings.SERVED_FOLDER) : join(dataFolder, 'objects'),
    tls:
      settings.TLS_CERT && settings.TLS_KEY
        ? { certificateFile: absolute(settings.TLS_CERT), keyFile: absolute(settings.TLS_KEY) }
        : undefined,
    smtpUrl: settings.SMTP_URL,
    mailFrom: settings.MAIL_FROM,
    secretKey: settings.SECRET_KEY,
    logLevel: settings.LOG_LEVEL,
    trustProxy: settings.TRUST_PROXY,
    stopDelayMs: settings.STOP_DELAY_MS,
    companyName: settings.COMPANY_NAME,
    consoleFolder: settings.CONSOLE_FOLDER ? absolute(settings.CONSOLE_FOLDER) : BUILT_CONSOLE,
    operators: settings.OPERATORS,
    demo: settings.HOLDFAST_DEMO,
    newOwnerToken: settings.NEW_OWNER_TOKEN,
  };
};
