import type { Selection } from '../repository/repository.js';

/** Takes names that end so, wherever; `folders`: the only ones that are looked into. */
export function endingIn(suffix: string, folders?: readonly string[]): Selection & { asked: string[] } {
  const asked: string[] = [];
  const selection = {
    asked,
    takes: ({ path }: { path: readonly Uint8Array[] }) =>
      Buffer.from(path.at(-1)!).toString('latin1').endsWith(suffix),
    below(name: Uint8Array) {
      const text = Buffer.from(name).toString('latin1');
      asked.push(text);
      return !folders || folders.includes(text) ? selection : undefined;
    },
  };
  return selection;
}
