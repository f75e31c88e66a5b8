import { AFC, AFC_STATUS, encodeAfcHeader } from '@holdfast/phones/codecs';
import type { ServiceHandler } from '../../phone-state.js';
import { afcPath } from './afc-fields.js';
import { afcOperations } from './afc-operations.js';
import { AfcSession, status, type AfcAnswer } from './afc-session.js';
import { statusOf } from './afc-failure.js';
import { faultPath } from './media-view.js';
import { readAfcRequest, type AfcRequest } from './read-afc-request.js';

/** AFC: the media partition as files that a computer reads, without a passcode. One answer a request, in their order. */
export const afcService: ServiceHandler = async (connection, phone) => {
  const session = new AfcSession(phone);
  try {
    for (;;) {
      const request = await readAfcRequest(connection.reader);
      const path = pathOf(request);
      if (path !== undefined && phone.faults.silent?.includes(path) === true) continue;
      if (path !== undefined && phone.faults.garbage?.includes(path) === true) {
        await connection.send(Buffer.alloc(64, 'this is nothing. '));
        continue;
      }
      const { operation, bytes } = await answer(session, request);
      await connection.send(encodeAfcHeader(request.number, operation, bytes.length), bytes);
    }
  } finally {
    await session.closeAll();
  }
};

async function answer(session: AfcSession, { operation, content }: AfcRequest): Promise<AfcAnswer> {
  const work = afcOperations.get(operation);
  if (work === undefined) return status(AFC_STATUS.unknownOperation);
  try {
    return await work(session, content);
  } catch (error) {
    return status(statusOf(error));
  }
}

/** The path that a request names, as faults name it. */
function pathOf({ operation, content }: AfcRequest): string | undefined {
  const at = operation === AFC.FILE_OPEN ? 8 : 0;
  const hasPath = at === 8 || operation === AFC.READ_DIR || operation === AFC.GET_FILE_INFO;
  if (!hasPath || content.length <= at) return undefined;
  try {
    return faultPath(afcPath(content.subarray(at)));
  } catch {
    // No path of a fault's; what is wrong with it is answered as for any request.
    return undefined;
  }
}
