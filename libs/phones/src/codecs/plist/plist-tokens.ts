import { PlistError } from './plist-error.js';

/** A tag of an XML property list; attributes mean nothing. */
export interface PlistToken {
  readonly kind: 'open' | 'close' | 'empty';
  readonly name: string;
}

const TAG = /<(\/?)([a-z]{1,16})(?:\s[^<>]{0,1024})?(\/?)>/y;
/** Declaration, comment, or the one document type; none of them may declare anything. */
const SKIPPED = /\s+|<\?[^>]*\?>|<!--(?:(?!-->)[\s\S])*-->|<!DOCTYPE[^<>[\]]{0,1024}>/y;
const TEXT = /[^<&]+/y;
const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/iy;
const CDATA = /<!\[CDATA\[((?:(?!\]\]>)[\s\S])*)\]\]>/y;
const COMMENT = /<!--(?:(?!-->)[\s\S])*-->/y;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads tags and texts one after the other. @throws PlistError */
export class PlistTokens {
  private at: number;

  constructor(private readonly text: string) {
    this.at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  next(): PlistToken {
    this.skip();
    const [, slash, name, empty] = this.take(TAG) ?? refuse();
    if (slash && empty) refuse();
    return { kind: slash ? 'close' : empty ? 'empty' : 'open', name: name! };
  }

  /** The text up to the end of the element that was opened. */
  textUntil(name: string): string {
    const parts: string[] = [];
    for (;;) {
      const text = this.take(TEXT);
      if (text) {
        parts.push(text[0]);
        continue;
      }
      const entity = this.take(ENTITY);
      if (entity) {
        parts.push(character(entity));
        continue;
      }
      const data = this.take(CDATA);
      if (data) parts.push(data[1]!);
      else if (!this.take(COMMENT)) break;
    }
    const [, slash, closed] = this.take(TAG) ?? refuse();
    if (!slash || closed !== name) refuse();
    return parts.join('');
  }

  expectEnd(): void {
    this.skip();
    // Some programs end a list with a NUL, as C texts end.
    if (!/^\0*$/.test(this.text.slice(this.at))) refuse();
  }

  private skip(): void {
    while (this.take(SKIPPED)) continue;
  }

  private take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found) return undefined;
    this.at = pattern.lastIndex;
    return found;
  }
}

function character([, named, decimal, hexadecimal]: RegExpExecArray): string {
  if (named) return NAMED[named.toLowerCase()]!;
  const code = decimal === undefined ? Number.parseInt(hexadecimal!, 16) : Number(decimal);
  if (code > 0x10ffff) refuse();
  return String.fromCodePoint(code);
}

function refuse(): never {
  throw new PlistError('The XML property list is damaged.');
}
