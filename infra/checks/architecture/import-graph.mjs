import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { readImports } from './read-imports.mjs';
import { ROOMS } from './rooms.mjs';

const SOURCE = /\.(ts|mjs|js)$/;
const NOT_OURS = /(^|\/)(node_modules|dist|test-results|\.angular|\.nx)(\/|$)/;

/**
 * The import graph of a checkout: `files` (paths from its root) and `edges`. An edge names the file that imports, the
 * specifier, the line, what crosses, and `to`: the file of ours it arrives at, undefined for packages. An edge that
 * leaves through a workspace package also has `room` and `door`; `door` is undefined where that room has no such door.
 */
export function importGraph(root) {
  const files = Object.values(ROOMS).flatMap(({ folder }) => filesBelow(root, folder));
  const known = new Set(files);
  const doors = new Map(Object.entries(ROOMS).map(([name, { folder }]) => [name, doorsOf(root, folder)]));
  const edges = [];
  for (const from of files) {
    for (const found of readImports(from, readFileSync(join(root, from), 'utf8'))) {
      edges.push({ from, ...found, ...arrival(from, found.specifier, known, doors) });
    }
  }
  return { root, files, edges, doors };
}

function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
    .filter((file) => SOURCE.test(file) && !file.endsWith('.d.ts') && !NOT_OURS.test(file))
    .filter((file) => !folder.includes('/') || /^[^/]+\/[^/]+\/(src|bin)\//.test(file))
    .sort();
}

/** A room's doors: `exports` of its package.json, each with the source file behind it. */
function doorsOf(root, folder) {
  const manifest = join(root, folder, 'package.json');
  if (!existsSync(manifest)) return new Map();
  const doors = JSON.parse(readFileSync(manifest, 'utf8')).exports ?? {};
  return new Map(
    Object.entries(doors).map(([door, { default: built }]) => [
      door,
      posix.join(folder, built.replace('./dist/', 'src/').replace(/\.js$/, '.ts')),
    ]),
  );
}

function arrival(from, specifier, known, doors) {
  if (specifier.startsWith('.')) return { to: fileAt(posix.join(dirname(from), specifier), known) };
  const named = /^@holdfast\/([^/]+)(?:\/(.*))?$/.exec(specifier);
  if (!named) return { to: undefined };
  const [, room, below] = named;
  const door = below === undefined ? '.' : `./${below}`;
  const to = doors.get(room)?.get(door);
  return { room, door: to === undefined ? undefined : door, to };
}

/** Relative imports end in `.js` where Node resolves them and in nothing where Angular does. Keeps paths it does not know. */
function fileAt(path, known) {
  const stem = path.replace(/\.js$/, '');
  return [`${stem}.ts`, path, `${path}.ts`, `${path}/index.ts`].find((file) => known.has(file)) ?? path;
}
