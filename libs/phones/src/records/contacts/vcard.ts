import { contentLine, plainText, textValue, type Parameters } from '../formats/content-line.js';
import { basicUtc, msOf } from '../formats/utc-time.js';
import { DATA } from './data-kinds.js';
import type { Detail, Person } from './person.js';
import type { Photo } from './photo.js';
import { detailLines, type Line } from './vcard-details.js';

/** 4.0 (RFC 6350) for everything; 3.0 (RFC 2426) because Android's own importer reads no newer one. */
export type VcardVersion = '3.0' | '4.0';

/** One person as a vCard. What vCard has no property for is kept in `X-ANDROID-CUSTOM`, as Android's own exporter does. */
export function vcard(person: Person, version: VcardVersion, photo?: Photo): string {
  const updated = basicUtc(msOf(person.own('contact_last_updated_timestamp')));
  const names = person.details.filter((detail) => detail('mimetype') === DATA.name);
  const main = names.find((name) => name('raw_contact_id') === person.own('name_raw_contact_id')) ?? names[0];
  const lines: Line[] = [
    { name: 'BEGIN', value: 'VCARD' },
    { name: 'VERSION', value: version },
    {
      name: 'UID',
      value: plainText(uidOf(person)),
      ...(version === '4.0' ? { parameters: { VALUE: 'text' } } : {}),
    },
    ...(updated === undefined ? [] : [{ name: 'REV', value: updated }]),
    { name: 'FN', value: plainText(shownName(person)) },
    ...nameLines(main, version),
  ];
  for (const detail of person.details) {
    if (detail !== main) lines.push(...detailLines(detail, version));
  }
  if (person.groups.length > 0) {
    lines.push({ name: 'CATEGORIES', value: person.groups.map(plainText).join(',') });
  }
  if (person.own('starred') === '1') lines.push({ name: 'X-HOLDFAST-STARRED', value: '1' });
  if (photo !== undefined) lines.push(photoLine(photo, version));
  lines.push({ name: 'END', value: 'VCARD' });
  return written(lines);
}

/** Custom labels are grouped with their property: `item1.TEL` and `item1.X-ABLabel`, which most readers know. */
function written(lines: readonly Line[]): string {
  let item = 0;
  const texts = lines.map(({ name, value, parameters, label }) => {
    if (label === undefined) return contentLine(name, value, parameters);
    item += 1;
    return (
      contentLine(`item${item}.${name}`, value, parameters) +
      contentLine(`item${item}.X-ABLabel`, plainText(label))
    );
  });
  return texts.join('');
}

function uidOf(person: Person): string {
  return person.own('lookup') || `android-contact-${person.id}`;
}

/** vCard asks for a name to show even where there is none. */
function shownName(person: Person): string {
  const own = person.own('display_name');
  if (own !== '') return own;
  for (const detail of person.details) if (detail('data1') !== '') return detail('data1');
  return '(no name)';
}

function nameLines(name: Detail | undefined, version: VcardVersion): Line[] {
  if (name === undefined) return version === '3.0' ? [{ name: 'N', value: ';;;;' }] : [];
  const parts = ['data3', 'data2', 'data5', 'data4', 'data6'].map((column) => textValue(name(column)));
  const lines: Line[] = [{ name: 'N', value: parts.join(';') }];
  const spoken = { FIRST: 'data7', MIDDLE: 'data8', LAST: 'data9' };
  for (const [part, column] of Object.entries(spoken)) {
    if (name(column) !== '') lines.push({ name: `X-PHONETIC-${part}-NAME`, value: plainText(name(column)) });
  }
  return lines;
}

function photoLine({ type, base64 }: Photo, version: VcardVersion): Line {
  if (version === '4.0') return { name: 'PHOTO', value: `data:image/${type};base64,${base64}` };
  const parameters: Parameters = { ENCODING: 'b', TYPE: type.toUpperCase() };
  return { name: 'PHOTO', value: base64, parameters };
}
