import { plainText, textValue, uriValue, type Parameters } from '../formats/content-line.js';
import { DATA } from './data-kinds.js';
import {
  IM_SCHEMES,
  PHONE_LABELS,
  PHONE_TYPES,
  PLACE_LABELS,
  PLACE_TYPES,
  RELATIONS,
} from './detail-types.js';
import type { Detail } from './person.js';
import type { VcardVersion } from './vcard.js';

/** One property of a vCard, its value escaped, and the label that a person gave it. */
export interface Line {
  readonly name: string;
  readonly value: string;
  readonly parameters?: Parameters | undefined;
  readonly label?: string | undefined;
}

type Writer = (detail: Detail, version: VcardVersion) => readonly Line[];

const WRITERS: Readonly<Record<string, Writer>> = {
  [DATA.phone]: (detail, version) => [
    typed('TEL', plainText(detail('data1')), detail, PHONE_TYPES, PHONE_LABELS, version),
  ],
  [DATA.email]: (detail, version) => [
    typed('EMAIL', plainText(detail('data1')), detail, PLACE_TYPES, PLACE_LABELS, version),
  ],
  [DATA.postal]: (detail, version) => [
    typed('ADR', addressOf(detail), detail, PLACE_TYPES, PLACE_LABELS, version),
  ],
  [DATA.organization]: (detail) => organization(detail),
  [DATA.im]: (detail) => [chatAddress(detail)],
  [DATA.sip]: (detail) => [{ name: 'IMPP', value: `sip:${uriValue(detail('data1'))}` }],
  [DATA.nickname]: (detail) => [{ name: 'NICKNAME', value: plainText(detail('data1')) }],
  [DATA.note]: (detail) => [{ name: 'NOTE', value: plainText(detail('data1')) }],
  [DATA.website]: (detail) => [
    { name: 'URL', value: uriValue(detail('data1')), label: detail('data3') || undefined },
  ],
  [DATA.event]: (detail, version) => eventLines(detail, version),
  [DATA.relation]: (detail, version) => (version === '3.0' ? [custom(detail)] : [relation(detail)]),
  [DATA.social]: (detail) => [socialProfile(detail)],
  // Names of groups are the card's CATEGORIES, pictures its PHOTO.
  [DATA.group]: () => [],
  [DATA.photo]: () => [],
};

/** What a card says of one detail. Kinds that are not known, and second names, are kept as they are. */
export function detailLines(detail: Detail, version: VcardVersion): readonly Line[] {
  return WRITERS[detail('mimetype')]?.(detail, version) ?? [custom(detail)];
}

/** `X-ANDROID-CUSTOM:mimetype;data1;…;data14`, which Android's own importer reads. */
function custom(detail: Detail): Line {
  const columns = ['mimetype', ...Array.from({ length: 14 }, (_, at) => `data${at + 1}`)];
  return {
    name: 'X-ANDROID-CUSTOM',
    value: `${columns.map((column) => textValue(detail(column))).join(';')};`,
  };
}

function typed(
  name: string,
  value: string,
  detail: Detail,
  types: Readonly<Record<string, string>>,
  labels: Readonly<Record<string, string>>,
  version: VcardVersion,
): Line {
  const type = types[detail('data2')];
  const label =
    detail('data2') === '0' || type === undefined ? detail('data3') || labels[detail('data2')] : undefined;
  const preferred = detail('is_super_primary') === '1' || detail('is_primary') === '1';
  if (version === '3.0') {
    const words = [
      ...(type ?? '').split(','),
      ...(label === undefined ? [] : [`X-${label}`]),
      preferred ? 'pref' : '',
    ];
    const text = words.filter((word) => word !== '').join(',');
    return { name, value, parameters: { TYPE: text === '' ? undefined : text } };
  }
  return {
    name,
    value,
    label,
    parameters: { TYPE: type === '' ? undefined : type, PREF: preferred ? '1' : undefined },
  };
}

/** Post box, extended, street, town, region, code, country; an address without parts goes whole into the street. */
function addressOf(detail: Detail): string {
  const columns = ['data5', 'data6', 'data4', 'data7', 'data8', 'data9', 'data10'];
  const parts: string[] = columns.map(detail);
  if (parts.join('') === '') parts[2] = detail('data1');
  return parts.map(textValue).join(';');
}

function organization(detail: Detail): Line[] {
  const units = [detail('data1'), detail('data5'), detail('data9')];
  while (units.length > 1 && units.at(-1) === '') units.pop();
  const lines: Line[] = [{ name: 'ORG', value: units.map(textValue).join(';') }];
  if (detail('data4') !== '') lines.push({ name: 'TITLE', value: plainText(detail('data4')) });
  if (detail('data6') !== '') lines.push({ name: 'ROLE', value: plainText(detail('data6')) });
  return lines;
}

function chatAddress(detail: Detail): Line {
  const scheme = IM_SCHEMES[detail('data5')];
  const service = detail('data6') || undefined;
  return {
    name: 'IMPP',
    value: `${scheme ?? 'x-im'}:${uriValue(detail('data1'))}`,
    parameters: { 'X-SERVICE-TYPE': scheme === undefined ? service : undefined },
  };
}

/** As iPhones write them into cards of their own. */
function socialProfile(detail: Detail): Line {
  const value = uriValue(detail('data1') || detail('data3'));
  return { name: 'X-SOCIALPROFILE', value, parameters: { TYPE: detail('data2').toLowerCase() || undefined } };
}

function eventLines(detail: Detail, version: VcardVersion): readonly Line[] {
  const name = { 1: 'ANNIVERSARY', 3: 'BDAY' }[detail('data2')];
  const date = /^(\d{4}|--)-?(\d\d)-(\d\d)$/.exec(detail('data1'));
  if (name === 'BDAY' && version === '3.0') return [{ name, value: plainText(detail('data1')) }];
  if (version === '3.0') return [custom(detail)];
  const label = name === undefined ? detail('data3') || 'Other' : undefined;
  const [, year = '', month = '', day = ''] = date ?? [];
  const value = date === null ? plainText(detail('data1')) : `${year}${month}${day}`;
  return [
    { name: name ?? 'X-ABDATE', value, label, parameters: { VALUE: date === null ? 'text' : undefined } },
  ];
}

function relation(detail: Detail): Line {
  const [type, own] = RELATIONS[detail('data2')] ?? [];
  return {
    name: 'RELATED',
    value: plainText(detail('data1')),
    label: own ?? (detail('data3') || undefined),
    parameters: { TYPE: type, VALUE: 'text' },
  };
}
