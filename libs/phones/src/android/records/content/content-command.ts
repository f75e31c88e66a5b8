import { shellQuote } from '../../shell.js';

/** What `content query` is asked. */
export interface Query {
  readonly uri: string;
  readonly projection: readonly string[];
  /** An SQL condition. */
  readonly where?: string | undefined;
}

/** The command line of a query, rows in the order of `_id` (AOSP `cmds/content`). */
export function queryCommand({ uri, projection, where }: Query): Buffer {
  const words = ['--uri', uri, '--projection', projection.join(':')];
  if (where !== undefined) words.push('--where', where);
  return commandOf('query', [...words, '--sort', '_id ASC']);
}

/** The command line that copies a provider's file to standard output. */
export function readCommand(uri: string): Buffer {
  return commandOf('read', ['--uri', uri]);
}

function commandOf(verb: string, words: readonly string[]): Buffer {
  const quoted = words.map((word) =>
    /^[\w-]+$/.test(word) ? word : shellQuote(Buffer.from(word)).toString(),
  );
  return Buffer.from(`content ${verb} ${quoted.join(' ')}`);
}
