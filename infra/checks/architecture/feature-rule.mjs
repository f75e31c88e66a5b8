import { API_ASSEMBLY, API_FLOOR, isSpec } from './rooms.mjs';

const IN_API = /^apps\/api\/src\/([^/]+)\/(.+)$/;

/** Inside `api`, a feature reaches another only through that feature's `index.ts`. */
export function brokenFeature(edge) {
  const from = IN_API.exec(edge.from);
  const to = edge.to === undefined ? null : IN_API.exec(edge.to);
  if (!from || !to || from[1] === to[1]) return undefined;
  if (API_ASSEMBLY.includes(from[1]) || API_FLOOR.includes(to[1]) || to[2] === 'index.ts') return undefined;
  // What a feature's tests need of another stands in that one's `testing`, and is not built.
  if (isSpec(edge.from) && isSpec(edge.to)) return undefined;
  return `the feature ${from[1]} reaches into ${to[1]} beside its index.ts`;
}
