import type { Row } from '../../../records/row.js';

/** Bytes of a file's name. */
const MOST_BYTES = 120;
/** Stands in a text where a picture or a table does. */
const OBJECT = /\ufffc/g;

/** A note as a file of its own: `<number>-<title>.txt`, as any program, and an iPhone's own import, reads it. */
export interface NoteFile {
  readonly name: string;
  readonly text: string;
}

/** `undefined` for a note without text. */
export function noteFile(note: Row): NoteFile | undefined {
  const text = (note.values?.get('text') ?? '').replace(OBJECT, '');
  if (text.trim() === '') return undefined;
  return { name: nameOf(note), text: text.endsWith('\n') ? text : `${text}\n` };
}

/** Nothing in it that a file system refuses; the number keeps it unique and from being a name that Windows reserves. */
function nameOf(note: Row): string {
  const title = (note.values?.get('title') ?? '').replace(/[<>:"|?*/\\\p{C}\p{Zl}\p{Zp}]/gu, '_');
  const prefix = `${note.id}-`;
  let kept = '';
  let bytes = prefix.length + '.txt'.length;
  for (const character of title) {
    bytes += Buffer.byteLength(character);
    if (bytes > MOST_BYTES) break;
    kept += character;
  }
  return `${prefix}${kept.replace(/[. ]+$/, '') || 'note'}.txt`;
}
