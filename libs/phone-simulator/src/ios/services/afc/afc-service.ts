import type { ServiceHandler } from '../../phone-state.js';
import { afcPath } from './afc-fields.js';
import { afcOperations } from './afc-operations.js';
import { AFC, afcHeader, readAfcPacket, type AfcPacket } from './afc-packet.js';
import { AfcSession, status, type AfcAnswer } from './afc-session.js';
import { STATUS, statusOf } from './afc-status.js';
import { faultPath } from './media-view.js';

/** AFC: the media partition as files that a computer reads, without a passcode. One answer a request, in their order. */
export const afcService: ServiceHandler = async (connection, phone) => {
  const session = new AfcSession(phone);
  try {
    for (;;) {
      const packet = await readAfcPacket(connection.reader);
      const path = pathOf(packet);
      if (path !== undefined && phone.faults.silent?.includes(path) === true) continue;
      if (path !== undefined && phone.faults.garbage?.includes(path) === true) {
        await connection.send(Buffer.alloc(64, 'this is nothing. '));
        continue;
      }
      const { operation, bytes } = await answer(session, packet);
      await connection.send(afcHeader(packet.number, operation, bytes.length), bytes);
    }
  } finally {
    await session.closeAll();
  }
};

async function answer(session: AfcSession, { operation, content }: AfcPacket): Promise<AfcAnswer> {
  const work = afcOperations.get(operation);
  if (work === undefined) return status(STATUS.unknownOperation);
  try {
    return await work(session, content);
  } catch (error) {
    return status(statusOf(error));
  }
}

/** The path that a request names, as faults name it. */
function pathOf({ operation, content }: AfcPacket): string | undefined {
  const at = operation === AFC.FILE_OPEN ? 8 : 0;
  const hasPath = at === 8 || operation === AFC.READ_DIR || operation === AFC.GET_FILE_INFO;
  return hasPath && content.length > at && content.length < 8192
    ? faultPath(afcPath(content.subarray(at)))
    : undefined;
}
