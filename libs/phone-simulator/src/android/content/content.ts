import type { ProviderValue } from '../../databases/phone-databases.js';
import type { Phone } from '../phone.js';
import type { ShellOutput } from '../shell/shell-output.js';
import { callProvider } from './provider-call.js';
import { ProviderException, type ProviderQuery } from './provider-database.js';
import { AUTHORITIES, authorityOf, targetOf } from './provider-uri.js';

const FLUSH_CHARS = 64 * 1024;
const USAGE = `usage: adb shell content [subcommand] [options]\n`;

/** The options of one call, by name without dashes; `extra` and `bind` may come more than once. */
type Options = ReadonlyMap<string, readonly string[]>;

/**
 * `content query|read|call` (AOSP `cmds/content/…/Content.java`): fields joined by `, ` with nothing escaped, null as `NULL`,
 * blobs as `BLOB`; what goes wrong in a provider is a Java exception on standard error, and the exit code stays 0.
 */
export async function content(words: readonly string[], phone: Phone, output: ShellOutput): Promise<number> {
  const [verb = '', ...rest] = words;
  const options = optionsOf(rest);
  const uri = typeof options === 'string' ? undefined : options.get('uri')?.[0];
  if (typeof options === 'string' || uri === undefined) {
    await output.out(`${utf8(typeof options === 'string' ? options : NO_URI)}\n${USAGE}`);
    return 0;
  }
  const authority = authorityOf(uri);
  try {
    await refusals(phone, authority);
    if (verb === 'query') await query(uri, options, phone, output);
    else if (verb === 'read') await read(uri, phone, output);
    else if (verb === 'call') await output.out(`Result: ${callProvider(phone, uri, options)}\n`);
    else await output.out(`[ERROR] Unsupported operation: ${verb}\n${USAGE}`);
  } catch (error) {
    if (!(error instanceof ProviderException)) throw error;
    await output.err(utf8(`Error while accessing provider:${authority}\n${error.message}\n`));
    await output.err('\tat android.os.Parcel.createExceptionOrNull(Parcel.java:3069)\n');
  }
  return 0;
}

const NO_URI = '[ERROR] Content provider URI not specified. Did you specify --uri argument?';

/** The options, or the words of a usage error. */
function optionsOf(words: readonly string[]): Options | string {
  const options = new Map<string, string[]>();
  for (let at = 0; at < words.length; at += 2) {
    const [name = '', value] = [words[at], words[at + 1]];
    if (!/^--(uri|user|projection|where|sort|method|arg|extra|bind)$/.test(name))
      return `[ERROR] Unsupported argument: ${name}`;
    if (value === undefined || value === '' || value.startsWith('--'))
      return `[ERROR] No value for argument: ${name}`;
    const key = name.slice(2);
    options.set(key, [...(options.get(key) ?? []), Buffer.from(value, 'latin1').toString('utf8')]);
  }
  return options;
}

async function refusals(phone: Phone, authority: string): Promise<void> {
  const { deniedProviders, missingProviders, silentProviders } = phone.faults;
  if (silentProviders?.includes(authority) === true) await new Promise(() => undefined);
  if (missingProviders?.includes(authority) === true || !AUTHORITIES.has(authority)) {
    throw new ProviderException(`java.lang.IllegalStateException: Could not find provider: ${authority}`);
  }
  if (deniedProviders?.includes(authority) === true) {
    throw new ProviderException(
      `java.lang.SecurityException: Permission Denial: opening provider ${authority} from (null) (pid=4711, uid=2000) requires a permission`,
    );
  }
}

async function query(uri: string, options: Options, phone: Phone, output: ShellOutput): Promise<void> {
  if (phone.faults.brokenProviders?.includes(authorityOf(uri)) === true)
    return output.out('\x07 no row at all');
  const target = targetOf(uri);
  if (target === undefined)
    throw new ProviderException(`java.lang.IllegalArgumentException: Unknown URL ${uri}`);
  const asked: ProviderQuery = {
    projection: options.get('projection')?.[0]?.split(/\s*:\s*/),
    where: options.get('where')?.[0],
    sort: options.get('sort')?.[0],
  };
  const { columns, rows } = phone.providers.query(target, asked);
  let waiting = '';
  let count = 0;
  for (const row of rows) {
    const fields = columns.map((column) => `${column}=${printed(row[column] ?? null)}`);
    waiting += `Row: ${count} ${fields.join(', ')}\n`;
    count += 1;
    if (waiting.length < FLUSH_CHARS) continue;
    await output.out(Buffer.from(waiting));
    waiting = '';
  }
  await output.out(count === 0 ? 'No result found.\n' : Buffer.from(waiting));
}

function printed(value: ProviderValue): string {
  if (value === null) return 'NULL';
  return value instanceof Uint8Array ? 'BLOB' : String(value);
}

async function read(uri: string, phone: Phone, output: ShellOutput): Promise<void> {
  const bytes = phone.databases.files.get(uri);
  const isContact = authorityOf(uri) === 'com.android.contacts';
  // Contacts are handed out by another call than the one that this command makes.
  if (bytes === undefined || (isContact && phone.faults.contactFiles !== true)) {
    throw new ProviderException(`java.io.FileNotFoundException: No files supported by provider at ${uri}`);
  }
  for (let at = 0; at < bytes.length; at += 32_768) await output.out(bytes.subarray(at, at + 32_768));
}

/** Text as this shell carries it: one character a byte. */
const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
