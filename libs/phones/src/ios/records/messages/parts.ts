import { extname } from 'node:path/posix';
import type { Row } from '../../../records/row.js';
import type { Cells } from '../database/cells.js';
import { iosRow } from '../ios-row.js';

export const ATTACHMENT = {
  guid: 'text',
  filename: 'text',
  uti: 'text',
  mime_type: 'text',
  transfer_name: 'text',
  total_bytes: 'number',
} as const;

/** What stands in a text where a file does. */
const OBJECT = '\ufffc';
const MOST_PARTS = 1_000;
const UTF8 = 106;
const TEXT = 'text/plain';
const UNKNOWN = 'application/octet-stream';
/** What Android takes for the text or the layout of a message, and not for a file of it. */
const NO_FILES = new Set([TEXT, 'application/smil']);
const TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.gif': 'image/gif',
  '.heic': 'image/heic',
  '.mov': 'video/quicktime',
  '.mp4': 'video/mp4',
  '.m4a': 'audio/mp4',
  '.caf': 'audio/x-caf',
  '.amr': 'audio/amr',
  '.vcf': 'text/vcard',
  '.pdf': 'application/pdf',
};

/** Where a phone keeps the files of its messages, and the same in a snapshot. */
const FOLDER = 'Library/SMS/Attachments/';
const SHOWN = 'Messages/Attachments/';

/**
 * The parts of a message: its text is cut where files stand in it; files that stand nowhere come before it.
 */
export function partsOf(message: bigint, body: string, files: readonly Cells[]): readonly Row[] {
  const texts = body.split(OBJECT);
  const inText = Math.min(files.length, texts.length - 1);
  const made: ((id: bigint, seq: number) => Row)[] = files
    .slice(inText)
    .map((file) => (id, seq) => filePart(id, message, seq, file));
  for (const [at, text] of texts.entries()) {
    if (text !== '') made.push((id, seq) => textPart(id, message, seq, text));
    const file = at < inText ? files[at] : undefined;
    if (file !== undefined) made.push((id, seq) => filePart(id, message, seq, file));
  }
  // Texts have no number of their own: the message's and the part's place in it are one.
  return made.slice(0, MOST_PARTS).map((make, seq) => make(message * 1_000n + BigInt(seq), seq));
}

function textPart(id: bigint, mid: bigint, seq: number, text: string): Row {
  return iosRow(id, { mid, seq, ct: TEXT, chset: UTF8, text });
}

function filePart(id: bigint, mid: bigint, seq: number, file: Cells): Row {
  const stored = file.filled('filename');
  const name = file.filled('transfer_name') ?? stored?.replace(/^.*\//s, '');
  const told = file.filled('mime_type') ?? TYPES[extname(name ?? '').toLowerCase()] ?? UNKNOWN;
  return iosRow(id, {
    mid,
    seq,
    ct: NO_FILES.has(told) ? UNKNOWN : told,
    name,
    cl: name,
    attachment_guid: file.filled('guid'),
    uti: file.filled('uti'),
    total_bytes: file.whole('total_bytes'),
    // Not columns: what the file is found by.
    filename: stored,
    attachment: file.id,
  });
}

/** Where the phone keeps a part's file, below `MediaDomain`; `undefined` for a place that is not one of messages' files. */
export function storedPlace(part: Row): string | undefined {
  const filename = part.values?.get('filename') ?? '';
  const [, rest] =
    /^(?:~|\/(?:private\/)?var\/mobile)\/Library\/SMS\/Attachments\/(.{1,2000})$/s.exec(filename) ?? [];
  if (rest === undefined || rest.includes('\0')) return undefined;
  const isStrange = rest.split('/').some((name) => name === '' || name === '.' || name === '..');
  return isStrange ? undefined : `${FOLDER}${rest}`;
}

/** The same below the top of the snapshot. */
export function shownPlace(part: Row): string | undefined {
  const place = storedPlace(part);
  return place === undefined ? undefined : `${SHOWN}${place.slice(FOLDER.length)}`;
}
