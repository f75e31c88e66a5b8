import { PlistError } from './plist-error.js';

/** A tag of an XML property list; attributes mean nothing. */
export interface PlistToken {
  readonly kind: 'open' | 'close' | 'empty';
  readonly name: string;
}

const TAG = /<(\/?)([a-z]{1,16})(?:\s[^<>]{0,1024})?(\/?)>/y;
const SPACE = /[ \t\r\n]+/y;
/** The one document type of property lists, by any name, as long as it declares nothing. */
const DOCTYPE = /<!DOCTYPE[^<>[\]]{0,1024}>/y;
const TEXT = /[^<&]+/y;
const ENTITY = /&(?:(lt|gt|amp|quot|apos)|#(\d{1,7})|#x([0-9a-f]{1,6}));/iy;
const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Reads tags and texts one after the other, in time that grows with the text alone. @throws PlistError */
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
      const part = this.textPart();
      if (part === undefined) break;
      parts.push(part);
    }
    const [, slash, closed] = this.take(TAG) ?? refuse();
    if (!slash || closed !== name) refuse();
    return parts.join('');
  }

  expectEnd(): void {
    this.skip();
    // Some programs end a list with a NUL, as C texts end.
    while (this.text.charCodeAt(this.at) === 0) this.at += 1;
    if (this.at < this.text.length) refuse();
  }

  private textPart(): string | undefined {
    const text = this.take(TEXT);
    if (text) return text[0];
    const entity = this.take(ENTITY);
    if (entity) return character(entity);
    return this.between('<![CDATA[', ']]>') ?? (this.between('<!--', '-->') === undefined ? undefined : '');
  }

  private skip(): void {
    for (;;) {
      const isSkipped =
        this.take(SPACE) ?? this.between('<?', '?>') ?? this.between('<!--', '-->') ?? this.take(DOCTYPE);
      if (isSkipped === undefined) return;
    }
  }

  /** What stands between two marks, where the first of them is next. A pattern would need a stack as deep as it is long. */
  private between(first: string, last: string): string | undefined {
    if (!this.text.startsWith(first, this.at)) return undefined;
    const from = this.at + first.length;
    const to = this.text.indexOf(last, from);
    if (to < 0) refuse();
    this.at = to + last.length;
    return this.text.slice(from, to);
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
