/** Free bytes of the last volume in what `df -k` printed; `undefined` for anything else. */
export function freeBytesIn(printed: string): bigint | undefined {
  const lines = printed.slice(0, 4096).split('\n');
  for (const line of lines.reverse()) {
    const free = /\s\d{1,15}\s+\d{1,15}\s+(\d{1,15})\s+\d{1,3}%/.exec(line)?.[1];
    if (free !== undefined) return BigInt(free) * 1024n;
  }
  return undefined;
}
