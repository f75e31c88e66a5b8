import { DATA } from '../../../records/contacts/data-kinds.js';
import { dateOf } from '../database/apple-time.js';
import type { Parts } from './entries.js';
import { eventLabel, phoneLabel, placeLabel, relationLabel, websiteLabel } from './labels.js';

/** Columns of a row of details. */
export type Detail = Readonly<Record<string, string | undefined>>;

/** One value of a person's: of what property, under which label, with which parts. */
export interface MultiValue {
  readonly property: bigint | undefined;
  readonly label: string | undefined;
  readonly value: string;
  readonly parts: Parts;
}

/** Apple's names of chat services as Android numbers them. */
const SERVICES: Readonly<Record<string, string>> = {
  aim: '0',
  msn: '1',
  yahoo: '2',
  skype: '3',
  qq: '4',
  googletalk: '5',
  icq: '6',
  jabber: '7',
};

type Writer = (value: MultiValue) => Detail | undefined;

/** By `property` of `ABMultiValue` (Apple's `ABPerson` constants as other programs read them). */
const WRITERS: Readonly<Record<string, Writer>> = {
  3: ({ value, label }) => filled(DATA.phone, value, phoneLabel(label)),
  4: ({ value, label }) => filled(DATA.email, value, placeLabel(label)),
  5: postal,
  12: ({ value, label }) => filled(DATA.event, dateOf(Number(value)), eventLabel(label)),
  13: chat,
  22: ({ value, label }) => filled(DATA.website, value, websiteLabel(label)),
  23: ({ value, label }) => filled(DATA.relation, value, relationLabel(label)),
  46: social,
};

/** A value in Android's columns; `undefined` for one that says nothing or is of no known kind. */
export function multiValueDetail(value: MultiValue): Detail | undefined {
  return WRITERS[String(value.property)]?.(value);
}

function filled(mimetype: string, data1: string | undefined, label: Detail | object): Detail | undefined {
  return data1 === undefined || data1 === '' ? undefined : { mimetype, data1, ...label };
}

function postal({ label, parts }: MultiValue): Detail | undefined {
  const part = (name: string): string | undefined => parts.get(name);
  const town = [part('zip'), part('city')].filter((one) => one !== undefined).join(' ');
  const lines = [part('street'), part('sublocality'), town, part('state'), part('country')];
  const whole = lines.filter((line) => line !== undefined && line !== '').join('\n');
  if (whole === '') return undefined;
  return {
    mimetype: DATA.postal,
    data1: whole,
    ...placeLabel(label),
    data4: part('street'),
    data6: part('sublocality'),
    data7: part('city'),
    data8: part('state'),
    data9: part('zip'),
    data10: part('country'),
  };
}

function chat({ label, parts }: MultiValue): Detail | undefined {
  const service = parts.get('service') ?? '';
  const number = SERVICES[service.toLowerCase().replace(/[^a-z]/g, '')];
  const kind = number === undefined ? { data5: '-1', data6: service || undefined } : { data5: number };
  return filled(DATA.im, parts.get('username'), { ...placeLabel(label), ...kind });
}

function social({ parts }: MultiValue): Detail | undefined {
  const name = parts.get('username') ?? parts.get('displayname');
  return filled(DATA.social, parts.get('url') ?? name, { data2: parts.get('service') ?? '', data3: name });
}
