import type { AddressInfo } from 'node:net';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { DestinationStream } from 'pino';
import { type Configuration, keptSecret, makeDataFolder, SecretKey } from '../configuration/index.js';
import { openDatabase } from '../database/index.js';
import { FirstStart } from '../first-start/index.js';
import { FirstOperator } from '../operators/index.js';
import { reloadCertificate } from './certificate-reload.js';
import { createApp } from './create-app.js';
import { stopGracefully } from './stop-gracefully.js';

/** A server that answers. `stop` may be called any number of times. */
export interface RunningServer {
  readonly app: NestExpressApplication;
  readonly port: number;
  stop(): Promise<void>;
}

const secretKeyOf = async (configuration: Configuration): Promise<SecretKey> => {
  const { secretKey, dataFolder } = configuration.values;
  if (secretKey !== undefined) return new SecretKey(secretKey);
  await makeDataFolder(dataFolder);
  return new SecretKey(await keptSecret(dataFolder, 'secret-key'));
};

/**
 * Starts everything: secret, database with its migrations, application, first company, and only then the port. What was
 * started is stopped again when a later step fails. `print` is for what a person must see once (the setup token): it
 * never goes through the log.
 */
export const runServer = async (
  configuration: Configuration,
  print: (text: string) => void,
  logDestination?: DestinationStream,
): Promise<RunningServer> => {
  const { host, port, tls, stopDelayMs } = configuration.values;
  const secretKey = await secretKeyOf(configuration);
  const database = await openDatabase(configuration);
  let app: NestExpressApplication | undefined;
  try {
    app = await createApp({ configuration, secretKey, databaseUrl: database.url, logDestination });
    await app.get(FirstStart).run(print);
    await app.get(FirstOperator).run(print);
    await app.listen(port, host);
  } catch (error) {
    await app?.close().catch(() => undefined);
    await database.close();
    throw error;
  }
  const running = app;
  const stopReloading = tls ? reloadCertificate(running.getHttpServer(), tls) : () => undefined;
  let stopping: Promise<void> | undefined;
  const stop = async (): Promise<void> => {
    stopReloading();
    try {
      await stopGracefully(running, stopDelayMs);
    } finally {
      await database.close();
    }
  };
  return {
    app: running,
    port: (running.getHttpServer().address() as AddressInfo).port,
    stop: () => (stopping ??= stop()),
  };
};
