import { parseArgs } from 'node:util';

export const USAGE =
  'Usage: idp (--sp-metadata URL|FILE | --acs URL --entity-id ID) [--port N] [--host NAME] [--people FILE] [--data FOLDER]\n\n' +
  'An identity provider for development: a page of people, each a button to sign in as (SAML 2.0). It asks nobody for a\n' +
  'password, so it serves this computer alone and refuses to start for anything else, or when NODE_ENV is production.\n\n' +
  '  --sp-metadata URL|FILE  who signs in with it: the metadata that the connection in Holdfast offers\n' +
  '  --acs URL               instead: where responses go; requests need no signature then, and nothing is encrypted\n' +
  '  --entity-id ID          with --acs: the entity id of the service provider\n' +
  '  --port N                on 127.0.0.1; 4750 by default, 0 takes a free one\n' +
  '  --host NAME             localhost or 127.0.0.1 (default), as its addresses shall say\n' +
  '  --people FILE           JSON: [{ "id", "name", "email", "department"?, "groups"?: […] }, …]; five demo people else\n' +
  '  --data FOLDER           keeps its key and certificate; .holdfast/idp by default\n\n' +
  'Ctrl-C stops it. Exit codes: 0 stopped, 1 cannot or may not start, 2 not understood.\n';

/** What was written on the command line is not understood. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface IdpArguments {
  readonly sp: { readonly metadata: string } | { readonly acsUrl: string; readonly entityId: string };
  readonly port: number;
  readonly host: string;
  readonly people: string | undefined;
  readonly data: string;
}

/** @throws UsageError */
export const parseIdpArguments = (words: readonly string[]): IdpArguments => {
  const values = written(words);
  const { acs, people } = values;
  const metadata = values['sp-metadata'];
  const entityId = values['entity-id'];
  const port = values.port ?? '4750';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw new UsageError('--port is a whole number from 0 to 65535.');
  const more = {
    port: Number(port),
    host: values.host ?? '127.0.0.1',
    people,
    data: values.data ?? '.holdfast/idp',
  };
  if (metadata !== undefined && acs === undefined && entityId === undefined)
    return { sp: { metadata }, ...more };
  if (metadata === undefined && acs !== undefined && entityId !== undefined)
    return { sp: { acsUrl: acs, entityId }, ...more };
  throw new UsageError('Say who signs in: --sp-metadata URL|FILE, or both --acs URL and --entity-id ID.');
};

function written(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const names = { 'sp-metadata': text, acs: text, 'entity-id': text, port: text, host: text } as const;
  try {
    return parseArgs({ args: [...words], options: { ...names, people: text, data: text } }).values;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
