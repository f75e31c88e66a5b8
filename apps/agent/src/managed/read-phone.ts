import type { Category, LeftOut, PullSource, PushSource } from '@holdfast/contracts';
import type { PhoneSession } from '@holdfast/phones';
import { narrowedSource } from '../backup/narrowed-source.js';
import { comeByThemselves } from '../iphone/iphone-reading.js';
import { roomLeft } from '../iphone/room-left.js';
import { wholeSource } from '../iphone/whole-source.js';
import type { PhoneRun } from './back-up-phone.js';
import { categoriesAsked } from './categories-asked.js';

/** Whether a run reads all of an iPhone: as the policy says, unless its person asked for photos and videos alone. */
export function readsWhole({ phone, policy, categories }: PhoneRun): boolean {
  if (phone.platform !== 'ios' || policy.policy.scope.iosBackup !== 'whole') return false;
  const isNarrowed = categories.length < categoriesAsked(policy.policy).length;
  return !(isNarrowed && comeByThemselves(categories));
}

/** What a run reads of its phone. Close it when the run has ended. */
export async function sourceOf(
  run: PhoneRun,
  session: PhoneSession,
  scratch: string,
  onShare: (share: number) => void,
): Promise<PullSource | PushSource> {
  const { policy, phone } = run;
  if (readsWhole(run)) {
    return wholeSource(session, {
      scratch,
      passwordFile: run.phonePasswordFile,
      keepPassword: run.keepPhonePassword ?? true,
      wantsEncrypted: policy.policy.scope.iosEncryptedBackup === 'required',
      full: run.fullRead ?? false,
      freeBytes: () => roomLeft(scratch),
      onProgress: onShare,
    });
  }
  const asked = narrowedSource(session.source, policy.policy, phone.platform);
  return phone.platform === 'ios' ? photosAlone(asked, run.categories) : asked;
}

/** An iPhone that is asked gives photos and videos; what else the policy wants of it is told as left out. */
export function photosAlone(source: PullSource, categories: readonly Category[]): PullSource {
  const beyond = categories.filter((category) => !comeByThemselves([category]));
  return {
    async *scan(scope, leftOut) {
      for (const category of beyond) leftOut(notByItself(category));
      yield* source.scan(scope, leftOut);
    },
    open: (entry, signal) => source.open(entry, signal),
    ...(source.lookAgain && { lookAgain: source.lookAgain.bind(source) }),
    close: () => source.close(),
  };
}

const notByItself = (category: Category): LeftOut => ({ path: [], category, cause: 'unsupported' });
