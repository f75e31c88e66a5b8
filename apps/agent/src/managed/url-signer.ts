import { endpoints } from '@holdfast/contracts';
import type { Endpoint } from '@holdfast/contracts';
import type { ListedObject, StorageErrorCode, UrlSigner } from '@holdfast/storage';
import { StorageError } from '@holdfast/storage';
import { ProblemError } from '../faults/problem-error.js';
import type { Call, ControlPlane } from './control-plane.js';

/** Who is asked to sign for reading: an agent asks for its employee, a leaver for themselves. */
const AGENT = { downloads: endpoints.signDownloads, objects: endpoints.listObjects };
export const LEAVER = { downloads: endpoints.leaverDownloads, objects: endpoints.leaverObjects };
type Plane = Pick<ControlPlane, 'call'>;

/** Lets the control plane sign for one location of the employee's repository. */
export function controlPlaneSigner(
  plane: Plane,
  repositoryId: string,
  locationId: string,
  reading: typeof AGENT | typeof LEAVER = AGENT,
): UrlSigner {
  const params = { id: repositoryId };
  return {
    async signUploads(objects) {
      const body = { locationId, objects: objects.map(({ name, sha256, size }) => ({ name, sha256, size })) };
      return (await ask(plane, endpoints.signUploads, { params, body })).requests;
    },
    async signDownloads(names) {
      const body = { locationId, names: [...names] };
      return (await ask(plane, reading.downloads, { params, body })).requests;
    },
    async *list(prefix): AsyncIterable<ListedObject> {
      let cursor: string | undefined;
      do {
        const page = await ask(plane, reading.objects, {
          params,
          query: { locationId, prefix, cursor },
        });
        yield* page.objects;
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
    },
  };
}

/** The plane has tried often enough by then: the location above must not try each of its own tries again. */
async function ask<E extends Endpoint>(
  plane: Plane,
  endpoint: E,
  call: Call,
): ReturnType<typeof plane.call<E>> {
  try {
    return await plane.call(endpoint, { ...call, tries: 5 });
  } catch (error) {
    const code = error instanceof ProblemError ? codeOf(error) : 'location-unreachable';
    throw new StorageError(code, (error as Error).message, { cause: error, retryHelps: false });
  }
}

function codeOf(error: ProblemError): StorageErrorCode {
  if (error.code === 'over-quota' || error.code === 'storage-full') return 'location-full';
  return error.status >= 500 || error.status === 429 ? 'location-unreachable' : 'location-refused';
}
