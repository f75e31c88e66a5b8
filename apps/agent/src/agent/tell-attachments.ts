import type { EnrolledPhone } from '../managed/enrolled-phones.js';
import type { Attachment } from './attached-phones.js';
import type { EventLog } from './event-log.js';

const TEXT: Record<Attachment['attach'], string> = {
  detached: 'detached.',
  ready: 'attached.',
  unauthorised: 'attached, but may not be read yet: tap Allow on its screen.',
  locked: 'attached, but locked: unlock it.',
  offline: 'attached, but does not answer: plug it in again.',
};

/** Logs what changed among the enrolled phones; false where nothing did. */
export function tellAttachments(
  log: EventLog,
  enrolled: readonly EnrolledPhone[],
  before: ReadonlyMap<string, Attachment>,
  after: ReadonlyMap<string, Attachment>,
): boolean {
  let isChanged = false;
  for (const { phoneId, label } of enrolled) {
    const attach = after.get(phoneId)?.attach ?? 'detached';
    if (attach === (before.get(phoneId)?.attach ?? 'detached')) continue;
    isChanged = true;
    log.tell(attach === 'detached' ? 'detached' : 'attached', `${label}: ${TEXT[attach]}`, {
      phoneId,
      attach,
    });
  }
  return isChanged;
}
