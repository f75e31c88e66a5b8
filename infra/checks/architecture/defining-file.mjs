import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The file that declares an exported name, followed from a door through `export … from`; undefined when nothing does. */
export function definingFile(graph, door, name, seen = new Set()) {
  if (seen.has(door)) return undefined;
  seen.add(door);
  if (declares(readFileSync(join(graph.root, door), 'utf8'), name)) return door;
  for (const edge of graph.edges) {
    if (edge.from !== door || edge.to === undefined || !graph.files.includes(edge.to)) continue;
    if (!edge.names.includes('*') && !edge.names.includes(name)) continue;
    const found = definingFile(graph, edge.to, name, seen);
    if (found) return found;
  }
  return undefined;
}

function declares(text, name) {
  return new RegExp(
    `^export (declare )?(abstract )?(async )?(const|let|class|function\\*?|enum) ${name}\\b`,
    'm',
  ).test(text);
}
