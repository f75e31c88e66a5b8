import { FRAMEWORKS, ROOMS, isSpec, roomOf } from './rooms.mjs';
import { definingFile } from './defining-file.mjs';

const isLib = (room) => ROOMS[room].folder.startsWith('libs/');
const isApp = (room) => ROOMS[room].folder.startsWith('apps/');

/** What is wrong with one import as seen from the rooms, or undefined. */
export function brokenArrow(edge, graph) {
  const from = roomOf(edge.from);
  if (isLib(from) && FRAMEWORKS.test(edge.specifier))
    return `a lib knows no framework, and ${edge.specifier} is one`;
  const target = edge.room ?? (edge.to === undefined ? undefined : roomOf(edge.to));
  if (target === undefined || target === from) return undefined;
  if (ROOMS[target] === undefined) return `there is no room ${target}`;
  if (edge.room === undefined) return crossedBesideTheDoor(edge, from, target);
  if (isApp(target)) return `${from} imports ${target}: nothing imports an app`;
  if (edge.door === undefined) return `${edge.specifier} is below the door of ${target}`;
  return brokenUse(edge, graph, from, target);
}

function crossedBesideTheDoor(edge, from, target) {
  if (target === 'infra' && isSpec(edge.from)) return undefined;
  if (isApp(target)) return `${from} imports ${target}: nothing imports an app`;
  return `${from} enters ${target} beside its door`;
}

function brokenUse(edge, graph, from, target) {
  const room = ROOMS[from];
  const use = (isSpec(edge.from) ? room.specsUse?.[target] : undefined) ?? room.uses[target];
  if (use === undefined) {
    const inSpecs = room.specsUse?.[target] ? ' outside its specs' : '';
    return `there is no arrow from ${from} to ${target}${inSpecs}`;
  }
  if (use.doors && !use.doors.includes(edge.door)) {
    return `${from} enters ${target} only by ${use.doors.map((door) => door.replace('.', target)).join(', ')}`;
  }
  if (edge.typesOnly || use.values === undefined) return undefined;
  if (use.values === 'none') return `${from} takes types only from ${target}, and this import takes a value`;
  return takenValue(edge, graph, from, target, use.values);
}

function takenValue(edge, graph, from, target, free) {
  for (const name of edge.names) {
    const file = name === '*' ? undefined : definingFile(graph, edge.to, name);
    const module = file?.slice(`${ROOMS[target].folder}/src/`.length);
    if (module === undefined || !free.some((start) => module.startsWith(start))) {
      return `${from} takes the value ${name} of ${target}${module ? ` (${module})` : ''}; free are ${free.join(' ')}`;
    }
  }
  return undefined;
}
