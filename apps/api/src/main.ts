import 'reflect-metadata';
import { ConfigurationError, parseConfiguration } from './configuration/index.js';
import { NewerSchemaError } from './database/index.js';
import { runServer } from './server/run-server.js';

/** Exit codes: 0 stopped as asked, 1 failed, 2 the settings are not right. */
const print = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

const fail = (error: unknown): never => {
  const plain = error instanceof ConfigurationError || error instanceof NewerSchemaError;
  complain(
    plain
      ? error.message
      : `The server could not start.\n${error instanceof Error ? error.stack : String(error)}`,
  );
  process.exit(error instanceof ConfigurationError ? 2 : 1);
};

const start = async (): Promise<void> => {
  const configuration = parseConfiguration(process.env, process.cwd());
  const starting = runServer(configuration, print);
  let asked = false;
  const stop = (): void => {
    if (asked) return;
    asked = true;
    starting
      .then((server) => server.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          complain(`The server did not stop in order: ${String(error)}`);
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  await starting;
  print(`Holdfast is at ${configuration.values.publicOrigin}`);
};

start().catch(fail);
