import type { EnrolledPhone } from '../managed/enrolled-phones.js';
import { ATTACH_TEXTS } from './attach-texts.js';
import type { Attachment } from './attached-phones.js';
import type { EventLog } from './event-log.js';

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
    log.tell(attach === 'detached' ? 'detached' : 'attached', `${label}: ${ATTACH_TEXTS[attach].sentence}`, {
      phoneId,
      attach,
    });
  }
  return isChanged;
}
