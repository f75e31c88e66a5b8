import { keptKey } from '../program/kept-key.js';
import { loadServiceProvider } from '../program/load-service-provider.js';
import { ownHost, requireDevelopment } from '../program/loopback.js';
import { DEMO_PEOPLE, loadPeople } from '../program/people.js';
import { requireLocal, type ServiceProvider } from '../program/service-provider.js';
import { type DevelopmentIdp, startDevelopmentIdp } from '../program/start-development-idp.js';
import { type IdpArguments, parseIdpArguments, USAGE, UsageError } from './idp-arguments.js';

/** Runs the development identity provider until SIGINT or SIGTERM. Exit codes: 0 stopped, 1 cannot start, 2 wrong usage. */
export const runIdp = async (words: readonly string[], nodeEnv: string | undefined): Promise<number> => {
  if (words.includes('--help')) {
    process.stdout.write(USAGE);
    return 0;
  }
  let idp: DevelopmentIdp;
  try {
    idp = await start(parseIdpArguments(words), nodeEnv);
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`${error.message}\n\n${USAGE}`);
      return 2;
    }
    process.stderr.write(`The identity provider does not start. ${reasonOf(error)}\n`);
    return 1;
  }
  process.stdout.write(`${idp.origin} lets people sign in; its metadata is ${idp.metadataUrl}\n`);
  await new Promise((resolve) => process.once('SIGINT', resolve).once('SIGTERM', resolve));
  await idp.close();
  return 0;
};

async function start(given: IdpArguments, nodeEnv: string | undefined): Promise<DevelopmentIdp> {
  const { sp, port, host, people, data } = given;
  requireDevelopment(nodeEnv);
  return startDevelopmentIdp({
    host: ownHost(host),
    sp: await serviceProvider(sp),
    people: people === undefined ? DEMO_PEOPLE : await loadPeople(people),
    key: await keptKey(data),
    port,
    nodeEnv,
  });
}

const serviceProvider = async (sp: IdpArguments['sp']): Promise<ServiceProvider> =>
  'metadata' in sp
    ? loadServiceProvider(sp.metadata)
    : requireLocal({ ...sp, logout: undefined, signing: [], encryption: undefined });

function reasonOf(error: unknown): string {
  const { code, message, port } = error as NodeJS.ErrnoException & { port?: number };
  if (code === 'EADDRINUSE') return `Port ${String(port)} is in use: choose another with --port.`;
  return message;
}
