type Header = readonly [name: string, value: string];

/** Spoken between neighbours only; `expect` too, which this proxy answers itself. */
const HOP_BY_HOP =
  /^(connection|keep-alive|proxy-authenticate|proxy-authorization|proxy-connection|te|trailer|upgrade|expect)$/i;

/** Node's raw list as pairs, without what neighbours say to each other. */
export function passedOn(raw: readonly string[]): Header[] {
  const pairs: Header[] = [];
  for (let at = 0; at + 1 < raw.length; at += 2)
    if (!HOP_BY_HOP.test(raw[at]!)) pairs.push([raw[at]!, raw[at + 1]!]);
  return pairs;
}

export const flat = (headers: readonly Header[]): string[] => headers.flat();

export function valueOf(headers: readonly Header[], name: string): string | undefined {
  return headers.find(([one]) => one.toLowerCase() === name)?.[1];
}

export function withValue(headers: readonly Header[], name: string, value: string): Header[] {
  return [...without(headers, (one) => one === name), [name, value]];
}

/** Drops those whose lower-case name is chosen. */
export function without(headers: readonly Header[], chosen: (name: string) => boolean): Header[] {
  return headers.filter(([name]) => !chosen(name.toLowerCase()));
}
