import type { EnrolledPhone } from '../managed/enrolled-phones.js';
import { attachText } from './attach-text.js';
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
    const now = after.get(phoneId);
    const last = before.get(phoneId);
    if (now?.attach === last?.attach && now?.isShared === last?.isShared) continue;
    isChanged = true;
    const event = now === undefined ? 'detached' : 'attached';
    const next = attachText(now);
    log.tell(event, `${label}: ${event}.${next === undefined ? '' : ` ${next}`}`, {
      phoneId,
      attach: now?.attach ?? 'detached',
    });
  }
  return isChanged;
}
