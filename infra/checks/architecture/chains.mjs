import { isSpec } from './rooms.mjs';

/** The shortest way from one of the files `starts` to a file that `ends` accepts, as a list of files. */
export function shortestChain(graph, starts, ends) {
  const next = new Map();
  for (const { from, to } of graph.edges) {
    if (to !== undefined) next.set(from, [...(next.get(from) ?? []), to]);
  }
  const before = new Map(starts.map((start) => [start, undefined]));
  for (const file of before.keys()) {
    if (ends(file)) return walkBack(file, before);
    for (const to of next.get(file) ?? []) if (!before.has(to)) before.set(to, file);
  }
  return undefined;
}

/** How a program or a lib's user gets to a file: from a `main.ts` first, else from a door, else from a spec. */
export function chainTo(graph, file) {
  const programs = graph.files.filter((name) => /\/src\/main\.ts$/.test(name));
  const doors = [...graph.doors.values()].flatMap((room) => [...room.values()]);
  for (const starts of [programs, doors, graph.files.filter(isSpec)]) {
    const chain = shortestChain(graph, starts, (name) => name === file);
    if (chain) return chain;
  }
  return [file];
}

function walkBack(file, before) {
  const chain = [];
  for (let at = file; at !== undefined; at = before.get(at)) chain.unshift(at);
  return chain;
}
