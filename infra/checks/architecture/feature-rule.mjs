import { API_ASSEMBLY, API_FLOOR, isSpec } from './rooms.mjs';

const IN_API = /^apps\/api\/src\/([^/]+)\/(.+)$/;

/** Inside `api`, a feature reaches another only through that feature's `index.ts`. */
export function brokenFeature(edge) {
  const from = IN_API.exec(edge.from);
  const to = edge.to === undefined ? null : IN_API.exec(edge.to);
  if (!from || !to || from[1] === to[1]) return undefined;
  if (API_ASSEMBLY.includes(from[1]) || API_FLOOR.includes(to[1]) || to[2] === 'index.ts') return undefined;
  if (isSpec(edge.from) && to[1] === 'testing') return undefined;
  return `the feature ${from[1]} reaches into ${to[1]} beside its index.ts`;
}
