import type { PlistDict } from '@holdfast/phones/codecs';
import type { TrustedComputer } from '../pairing/trusted-computers.js';
import type { LockdownPhone } from './lockdown-phone.js';
import { NO_DOMAIN } from './phone-values.js';
import { PUBLIC_KEYS } from './public-keys.js';

const SETTABLE: ReadonlySet<string> = new Set(['DeviceName', 'TimeZone', 'Uses24HourClock']);
/** Values that only the phone itself changes. */
const CLOSED_DOMAINS: ReadonlySet<string> = new Set(['com.apple.mobile.backup', 'com.apple.disk_usage']);

/** GetValue, SetValue and RemoveValue: of a computer that is not trusted only what is public. */
export function answerValue(
  phone: LockdownPhone,
  name: 'GetValue' | 'SetValue' | 'RemoveValue',
  request: PlistDict,
  computer: TrustedComputer | undefined,
): PlistDict {
  const domain = textOf(request['Domain']);
  const key = textOf(request['Key']);
  const named = {
    ...(domain === NO_DOMAIN ? {} : { Domain: domain }),
    ...(key === '' ? {} : { Key: key }),
  };
  if (name === 'GetValue') return { ...named, ...got(phone, domain, key, computer) };
  const mayChange = domain === NO_DOMAIN ? SETTABLE.has(key) : !CLOSED_DOMAINS.has(domain) && key !== '';
  if (computer === undefined || !mayChange) return { ...named, Error: 'SetProhibited' };
  const { values } = phone.state;
  if (name === 'RemoveValue') return values.remove(domain, key) ? named : { ...named, Error: 'MissingValue' };
  const value = request['Value'];
  if (value === undefined) return { ...named, Error: 'MissingValue' };
  values.set(domain, key, value);
  return { ...named, Value: value };
}

function got(
  phone: LockdownPhone,
  domain: string,
  key: string,
  computer: TrustedComputer | undefined,
): PlistDict {
  const { values } = phone.state;
  const isPublic = (one: string): boolean => computer !== undefined || PUBLIC_KEYS.has(one);
  if (computer === undefined && domain !== NO_DOMAIN) return { Error: 'GetProhibited' };
  if (key === '') return { Value: values.all(domain, isPublic) ?? {} };
  if (computer !== undefined && domain === NO_DOMAIN && key === 'EscrowBag')
    return { Value: Buffer.from(computer.escrowBag, 'base64') };
  if (!isPublic(key)) return { Error: 'GetProhibited' };
  const value = values.get(domain, key);
  return value === undefined ? { Error: 'MissingValue' } : { Value: value };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
