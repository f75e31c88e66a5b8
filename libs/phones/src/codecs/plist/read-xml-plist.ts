import { PlistBudget, type PlistLimits } from './plist-limits.js';
import { PlistError } from './plist-error.js';
import { plistInteger } from './plist-integer.js';
import { PlistReal, type PlistDict, type PlistValue } from './plist-value.js';
import { PlistTokens, type PlistToken } from './plist-tokens.js';

/**
 * Reads an XML property list. It is no XML reader: elements of the list, comments, CDATA, the five entities and numbers are
 * all there is, so that nothing can be declared, included or expanded. @throws PlistError
 */
export function readXmlPlist(text: string, limits?: PlistLimits): PlistValue {
  const tokens = new PlistTokens(text);
  const budget = new PlistBudget(limits);
  const first = tokens.next();
  const isWrapped = first.kind === 'open' && first.name === 'plist';
  const value = readValue(isWrapped ? tokens.next() : first, tokens, budget);
  if (isWrapped) expectClose(tokens, 'plist');
  tokens.expectEnd();
  return value;
}

function readValue(token: PlistToken, tokens: PlistTokens, budget: PlistBudget): PlistValue {
  budget.take();
  if (token.kind !== 'open' && token.kind !== 'empty') throw damaged();
  const { name } = token;
  if (name === 'dict' || name === 'array') {
    if (token.kind === 'empty') return name === 'dict' ? emptyDict() : [];
    budget.enter();
    const value = name === 'dict' ? readDict(tokens, budget) : readArray(tokens, budget);
    budget.leave();
    return value;
  }
  const text = token.kind === 'empty' ? '' : tokens.textUntil(name);
  return scalar(name, text);
}

function readDict(tokens: PlistTokens, budget: PlistBudget): PlistDict {
  const dict = emptyDict();
  for (let token = tokens.next(); !isEnd(token, 'dict'); token = tokens.next()) {
    if (token.name !== 'key') throw damaged();
    const key = token.kind === 'empty' ? '' : tokens.textUntil('key');
    dict[key] = readValue(tokens.next(), tokens, budget);
  }
  return dict;
}

function readArray(tokens: PlistTokens, budget: PlistBudget): PlistValue[] {
  const array: PlistValue[] = [];
  for (let token = tokens.next(); !isEnd(token, 'array'); token = tokens.next())
    array.push(readValue(token, tokens, budget));
  return array;
}

function isEnd(token: PlistToken, name: string): boolean {
  if (token.kind !== 'close') return false;
  if (token.name !== name) throw damaged();
  return true;
}

function scalar(name: string, text: string): PlistValue {
  switch (name) {
    case 'string':
      return text;
    case 'true':
      return true;
    case 'false':
      return false;
    case 'integer':
      return integer(text.trim());
    case 'real':
      return new PlistReal(real(text.trim()));
    case 'date':
      return date(text.trim());
    case 'data':
      return base64(text);
    default:
      throw damaged();
  }
}

function integer(text: string): number | bigint {
  const [, sign, digits] = /^([+-]?)(\d{1,40}|0x[0-9a-f]{1,32})$/i.exec(text) ?? [];
  if (digits === undefined) throw damaged();
  const value = BigInt(digits);
  return plistInteger(sign === '-' ? -value : value);
}

function real(text: string): number {
  const named = {
    nan: Number.NaN,
    '+infinity': Infinity,
    infinity: Infinity,
    '-infinity': -Infinity,
    inf: Infinity,
  };
  const lower = text.toLowerCase();
  if (Object.hasOwn(named, lower)) return named[lower as keyof typeof named];
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) throw damaged();
  return Number(text);
}

function date(text: string): Date {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text)) throw damaged();
  const moment = new Date(text);
  if (Number.isNaN(moment.getTime())) throw damaged();
  return moment;
}

function base64(text: string): Uint8Array {
  const compact = text.replace(/\s+/g, '');
  if (compact.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(compact)) throw damaged();
  return Uint8Array.from(Buffer.from(compact, 'base64'));
}

function expectClose(tokens: PlistTokens, name: string): void {
  const token = tokens.next();
  if (token.kind !== 'close' || token.name !== name) throw damaged();
}

const emptyDict = (): Record<string, PlistValue> => Object.create(null) as Record<string, PlistValue>;

export const damaged = (): PlistError => new PlistError('The XML property list is damaged.');
