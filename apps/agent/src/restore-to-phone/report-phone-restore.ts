import { bytesText, countText } from '../terminal/figures.js';
import { jsonPath } from '../terminal/json-path.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import { momentDay } from './moment-day.js';
import type { PhoneRestoreResult } from './restore-to-phone.js';
import { tellFailed } from './tell-failed.js';

/** Tells how a restore onto a phone went. @throws Fault `incomplete` where something could not be put there */
export function reportPhoneRestore(
  output: Output,
  result: PhoneRestoreResult,
  about: { readonly snapshot: object; readonly phone: string; readonly takenAt: Date },
): void {
  const { files, bytes, skipped, placed, shown, failed } = result;
  output.document({
    snapshot: about.snapshot,
    phone: about.phone,
    files,
    bytes,
    skipped,
    placed,
    shown,
    failed: failed.map(({ path, reason }) => ({ ...jsonPath(path), reason })),
  });
  output.summary(`Put ${countText(files, 'file')}, ${bytesText(bytes)}, on ${printableText(about.phone)}.`);
  if (skipped > 0) output.summary(`${countText(skipped, 'file')} already there.`);
  if (placed > 0)
    output.summary(
      `Contacts, messages and the like are files in Download/Holdfast/${momentDay(about.takenAt)}: its READ ME.txt says how to bring them in.`,
    );
  if (shown === false)
    output.note('The phone did not take the request to look for new pictures: its gallery shows them later.');
  tellFailed(output, failed);
}
