/** What GET_FILE_INFO tells of one path: hostile until it is parsed. */
export interface AfcInfo {
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  readonly size: bigint;
  readonly mtimeNs: bigint;
  /** When it was made, as the phone says it; the only thing that tells a file from another that took its place. */
  readonly birth: string;
  readonly linkTarget: Uint8Array | undefined;
}

const KINDS: ReadonlyMap<string, AfcInfo['kind']> = new Map([
  ['S_IFREG', 'file'],
  ['S_IFDIR', 'directory'],
  ['S_IFLNK', 'symlink'],
]);
const I64 = 2n ** 63n - 1n;
const LONGEST_TARGET = 4096;

/** Names and values, each with a NUL behind it. Numbers are decimal, times nanoseconds since 1970. */
export function afcInfoOf(content: Buffer): AfcInfo {
  const told = new Map<string, Buffer>();
  const texts = splitNames(content);
  for (let name = texts.next(); name.done !== true; name = texts.next()) {
    const value = texts.next();
    if (value.done !== true) told.set(name.value.toString('latin1'), value.value);
  }
  const text = (name: string): string => told.get(name)?.toString('latin1') ?? '';
  const target = told.get('LinkTarget');
  return {
    kind: KINDS.get(text('st_ifmt')) ?? 'other',
    size: number(text('st_size')),
    mtimeNs: number(text('st_mtime')),
    birth: number(text('st_birthtime')).toString(36),
    linkTarget: target !== undefined && target.length <= LONGEST_TARGET ? target : undefined,
  };
}

/** The texts of an answer, each with a NUL behind it, as views of it. */
export function* splitNames(content: Buffer): Generator<Buffer, undefined> {
  for (let at = 0; at < content.length;) {
    const nul = content.indexOf(0, at);
    const end = nul < 0 ? content.length : nul;
    yield content.subarray(at, end);
    at = end + 1;
  }
}

/** As a snapshot holds it: at most 63 bits. */
function number(text: string): bigint {
  if (!/^-?\d{1,20}$/.test(text)) return 0n;
  const value = BigInt(text);
  return value > I64 ? I64 : value < -I64 ? -I64 : value;
}
