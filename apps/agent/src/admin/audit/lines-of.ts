/** An escaped record of 16 KiB is far shorter; a file that is no export must not fill the memory. */
const LONGEST = 1024 * 1024;
const NEWLINE = 0x0a;

export interface Line {
  readonly text: string;
  /** From 1. */
  readonly number: number;
  /** False for a last line that is cut off. */
  readonly ended: boolean;
}

/** Lines of UTF-8 text that comes in pieces, one at a time. @throws RangeError for one of more than 1 MiB */
export async function* linesOf(pieces: AsyncIterable<Buffer>): AsyncGenerator<Line> {
  let number = 0;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : Buffer.concat([rest, piece]);
    let start = 0;
    for (let end = bytes.indexOf(NEWLINE); end !== -1; end = bytes.indexOf(NEWLINE, start)) {
      yield { text: bytes.toString('utf8', start, end), number: ++number, ended: true };
      start = end + 1;
    }
    rest = bytes.subarray(start);
    if (rest.length > LONGEST)
      throw new RangeError(`line ${number + 1} is longer than any line of an export`);
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), number: number + 1, ended: false };
}
