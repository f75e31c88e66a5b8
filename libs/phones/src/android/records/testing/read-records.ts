import type { Category, Entry, LeftOut } from '@holdfast/contracts';
import { AndroidRecords } from '../android-records.js';
import { contentDouble, type Databases } from './content-double.js';

export interface Records {
  readonly records: AndroidRecords;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly left: readonly string[];
  readonly lines: readonly string[];
  text(path: string): Promise<string>;
}

/** Scans a phone made of databases; `left` is `path category cause`. */
export async function readRecords(databases: Databases, categories?: readonly Category[]): Promise<Records> {
  const transport = contentDouble(databases);
  const records = new AndroidRecords(transport);
  const entries = new Map<string, Entry>();
  const left: string[] = [];
  const told = (one: LeftOut): number => left.push(`${pathText(one.path)} ${one.category} ${one.cause}`);
  const scope = categories === undefined ? {} : { categories };
  for await (const entry of records.scan(scope, told)) entries.set(pathText(entry.path), entry);
  const text = async (path: string): Promise<string> => {
    const entry = entries.get(path);
    if (entry === undefined) throw new Error(`no entry ${path}`);
    const pieces: Uint8Array[] = [];
    for await (const piece of records.open(entry)) pieces.push(Buffer.from(piece));
    return Buffer.concat(pieces).toString('utf8');
  };
  return { records, entries, left, lines: transport.lines, text };
}

function pathText(path: readonly Uint8Array[]): string {
  return path.map((name) => Buffer.from(name).toString('utf8')).join('/');
}
