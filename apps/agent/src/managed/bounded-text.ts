/** The text of an answer of at most `largest` bytes; a longer one is refused before it is held in memory. */
export async function boundedText(response: Response, largest: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += (part as Uint8Array).length;
    if (size > largest) throw new Error(`the answer is larger than ${largest} bytes`);
    parts.push(part as Uint8Array);
  }
  return Buffer.concat(parts).toString('utf8');
}
