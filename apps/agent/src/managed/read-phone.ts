import type { Category, LeftOut, PullSource, PushSource } from '@holdfast/contracts';
import type { PhoneSession } from '@holdfast/phones';
import type { Repository } from '@holdfast/storage';
import { narrowedSource } from '../backup/narrowed-source.js';
import { comeByThemselves } from '../iphone/iphone-reading.js';
import { holdsSecrets } from '../iphone/holds-secrets.js';
import { roomLeft } from '../iphone/room-left.js';
import { wholeSource } from '../iphone/whole-source.js';
import type { PhoneRun } from './back-up-phone.js';
import { categoriesAsked } from './categories-asked.js';

/** What an iPhone puts into the backups only that it seals. */
const ONLY_SEALED: readonly Category[] = ['health', 'keychain', 'calls'];

/** Whether a run reads all of an iPhone: as the policy says, unless its person asked for photos and videos alone. */
export function readsWhole({ phone, policy, categories }: PhoneRun): boolean {
  if (phone.platform !== 'ios' || policy.policy.scope.iosBackup !== 'whole') return false;
  const isNarrowed = categories.length < categoriesAsked(policy.policy).length;
  return !(isNarrowed && comeByThemselves(categories));
}

/** What the policy names and this run does not read: its person left it out, or an iPhone does not give it by itself. */
export function notRead(run: PhoneRun): readonly Category[] {
  if (readsWhole(run)) return [];
  return categoriesAsked(run.policy.policy).filter(
    (category) =>
      !run.categories.includes(category) || (run.phone.platform === 'ios' && !comeByThemselves([category])),
  );
}

/** What of the scope a run asks its phone for; undefined for all of an iPhone. */
export function categoriesRead(run: PhoneRun): readonly Category[] | undefined {
  if (readsWhole(run)) return undefined;
  const skipped = notRead(run);
  return run.categories.filter((category) => !skipped.includes(category));
}

/** What a run reads of its phone. Close it when the run has ended. */
export async function sourceOf(
  run: PhoneRun,
  session: PhoneSession,
  repository: Repository,
  scratch: string,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<PullSource | PushSource> {
  const { policy, phone } = run;
  if (readsWhole(run)) {
    const sealing = policy.policy.scope.iosEncryptedBackup;
    const reading = {
      scratch,
      passwordFile: run.phonePasswordFile,
      keepPassword: run.keepPhonePassword ?? true,
      wantsEncrypted:
        sealing === 'required' || run.categories.some((category) => ONLY_SEALED.includes(category)),
      full: run.fullRead ?? false,
      freeBytes: () => roomLeft(scratch),
      onProgress: onShare,
      sealing,
      isKnown: () => holdsSecrets(repository, phone.phoneId),
      ...(run.passwordTalk ? { talk: run.passwordTalk } : {}),
    };
    return wholeSource(session, reading, signal);
  }
  return tellingWhatIsNotRead(narrowedSource(session.source, policy.policy, phone.platform), notRead(run));
}

/** A snapshot says of each category that the policy names and that it does not have, that it was not read. */
export function tellingWhatIsNotRead(source: PullSource, categories: readonly Category[]): PullSource {
  if (categories.length === 0) return source;
  return {
    async *scan(scope, leftOut) {
      for (const category of categories) leftOut(notAsked(category));
      yield* source.scan(scope, leftOut);
    },
    open: (entry, signal) => source.open(entry, signal),
    ...(source.lookAgain && { lookAgain: source.lookAgain.bind(source) }),
    close: () => source.close(),
  };
}

const notAsked = (category: Category): LeftOut => ({ path: [], category, cause: 'not-in-policy' });
