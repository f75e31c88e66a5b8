import type { Row } from '../row.js';

const MOST_BYTES = 120;
const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/jpg': 'jpg',
  'image/png': 'png',
  'image/gif': 'gif',
  'image/webp': 'webp',
  'image/heic': 'heic',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'audio/amr': 'amr',
  'audio/mp4': 'm4a',
  'audio/mpeg': 'mp3',
  'text/x-vcard': 'vcf',
  'text/vcard': 'vcf',
  'text/calendar': 'ics',
  'application/pdf': 'pdf',
};

/** Whether a part is a file; texts and layouts are columns of their row. */
export function isAttachment(part: Row): boolean {
  const type = part.values?.get('ct') ?? '';
  return type !== '' && type !== 'text/plain' && type !== 'application/smil';
}

/**
 * The name of a part's file: `<message>-<part>-<name>`, of at most 120 bytes, without anything that a file system
 * refuses. The numbers keep it unique and keep it from being a name that Windows reserves.
 */
export function attachmentName(part: Row): string {
  const value = (column: string): string => part.values?.get(column) ?? '';
  const told = ['name', 'fn', 'cl', 'cid'].map(value).find((name) => /[\p{L}\p{N}]/u.test(name)) ?? 'file';
  const safe = told
    .replace(/^.*[/\\]/s, '')
    .replace(/[<>:"|?*\p{C}\p{Zl}\p{Zp}]/gu, '_')
    .replace(/[. ]+$/, '');
  const dot = safe.lastIndexOf('.');
  const known = EXTENSIONS[value('ct').toLowerCase()];
  const own = dot > 0 && /^\.\w{1,8}$/.test(safe.slice(dot)) ? safe.slice(dot) : '';
  const extension = own === '' && known !== undefined ? `.${known}` : own;
  const stem = (own === '' ? safe : safe.slice(0, dot)) || 'file';
  const prefix = `${value('mid').replace(/[^\d-]/g, '')}-${part.id}-`;
  return `${prefix}${cut(stem, MOST_BYTES - prefix.length - extension.length)}${extension}`;
}

/** The longest beginning of at most `most` bytes, whole characters, not ending in what Windows drops. */
function cut(text: string, most: number): string {
  let kept = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > most) break;
    kept += character;
  }
  return kept.replace(/[. ]+$/, '') || 'file';
}
