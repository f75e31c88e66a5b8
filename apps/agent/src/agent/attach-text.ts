import { stateSentence } from '@holdfast/phones';
import type { Attachment } from './attached-phones.js';

/** What has to be done with an enrolled phone that is attached; `undefined`: nothing, or it is not attached. */
export function attachText(attachment: Attachment | undefined): string | undefined {
  if (attachment === undefined) return undefined;
  const { attach: state, isShared } = attachment;
  const said = stateSentence({
    platform: attachment.phone.platform,
    state,
    ...(isShared && { isShared }),
  });
  return said && `${said.what} ${said.next}`;
}
