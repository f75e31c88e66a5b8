import { shortestChain } from './chains.mjs';
import { isSpec } from './rooms.mjs';

const LOCATION = 'libs/storage/src/location/';
const REPOSITORY = 'libs/storage/src/repository/';

/** Inside `storage`, a location never gets to the repository above it, however long the way. One chain per location file. */
export function locationsThatReachTheRepository(graph) {
  const starts = graph.files.filter((file) => file.startsWith(LOCATION) && !isSpec(file));
  return starts.flatMap((start) => {
    const chain = shortestChain(graph, [start], (file) => file.startsWith(REPOSITORY));
    return chain ? [{ rule: 'a location knows bytes and names, never the repository above it', chain }] : [];
  });
}
