import { endpoints } from '@holdfast/contracts';
import { createPhoneMonitor } from '@holdfast/phones';
import type { AttachedPhone, PersonStep, PhonesOptions } from '@holdfast/phones';
import type { BackupAsked, BackupFlags } from '../commands/backup.js';
import type { MadeBackup } from '../commands/backup-report.js';
import type { CommandContext } from '../commands/command-context.js';
import { adbServerAwake, isNetworkAddress, phonesOptions } from '../commands/phones-options.js';
import { Fault } from '../faults/fault.js';
import { comeByThemselves } from '../iphone/iphone-reading.js';
import { passwordTalk } from '../iphone/password-talk.js';
import { stepText } from '../iphone/step-text.js';
import type { Output } from '../terminal/output.js';
import { printableText } from '../terminal/printable.js';
import type { ProgressView } from '../terminal/progress-view.js';
import { backUpPhone } from './back-up-phone.js';
import { categoriesAsked } from './categories-asked.js';
import { CompanyWraps } from './company-wrap.js';
import { DebuggingReminder } from './debugging-reminder.js';
import type { EnrolledPhone } from './enrolled-phones.js';
import { EnrolledPhones } from './enrolled-phones.js';
import { OpenRuns } from './open-runs.js';
import { RepositoryPins } from './repository-pins.js';
import { managedSession } from './session.js';
import { expectDebuggingAllowed } from './usb-debugging.js';

/** `holdfast backup [PHONE]` of an enrolled workstation: one run, now, as the policy says. */
export async function backUpEnrolledPhone(
  context: CommandContext,
  flags: BackupFlags,
  named: string | undefined,
  { categories: narrowedTo, pace, fullRead }: BackupAsked,
  output: Output,
  view: ProgressView,
): Promise<MadeBackup> {
  const { environment, signal } = context;
  const { enrolment, plane } = await managedSession(environment.stateFolder);
  const phones = new EnrolledPhones(environment.stateFolder);
  const phone = await phones.named(named);
  const runs = new OpenRuns(environment.stateFolder);
  await runs.catchUp(plane);
  const policy = await plane.call(endpoints.effectivePolicy, { signal });
  const wraps = new CompanyWraps(environment.stateFolder);
  const changed = await wraps.keep(
    plane,
    enrolment,
    policy,
    enrolment.acceptedNotice,
    enrolment.repositoryId,
  );
  if (changed !== undefined) output.note(changed);
  const options = optionsFor(context, flags, phone, output);
  expectDebuggingAllowed(policy.policy, phone.platform);
  if (phone.platform === 'android') await adbServerAwake(context, options, output);
  const attached = await attachedNow(phone, options);
  output.note(`Backing up ${printableText(phone.label)}.`);
  const beyond =
    phone.platform === 'ios' && policy.policy.scope.iosBackup === 'photos'
      ? categoriesAsked(policy.policy).filter((one) => !comeByThemselves([one]))
      : [];
  if (beyond.length > 0)
    output.note(
      `An iPhone gives ${beyond.join(', ')} only as a whole, which your company's policy does not ask for: they are not in this backup.`,
    );
  const { repositoryId, ...result } = await backUpPhone({
    plane,
    enrolment,
    phones,
    runs,
    phone,
    address: attached.address,
    phonesOptions: options,
    policy,
    categories: categoriesAsked(policy.policy, narrowedTo),
    pace,
    fullRead,
    ...(flags.phonePasswordFile === undefined ? {} : { phonePasswordFile: flags.phonePasswordFile }),
    keepPhonePassword: flags.keepPhonePassword ?? true,
    passwordTalk: passwordTalk(context, output),
    cacheFolder: environment.cacheFolder,
    pins: new RepositoryPins(environment.stateFolder),
    now: context.now,
    signal,
    onProgress: (progress) => view.update(progress),
  });
  const reminder = new DebuggingReminder(environment.stateFolder);
  const reminding = await reminder.afterRun(policy.policy, phone.platform, printableText(phone.label));
  if (reminding !== undefined) output.note(reminding);
  return { result, phone: phone.phoneId, name: phone.label, repositoryId };
}

function optionsFor(
  context: CommandContext,
  flags: BackupFlags,
  phone: EnrolledPhone,
  output: Output,
): PhonesOptions {
  const folders = phone.platform === 'folder' ? phone.addresses : [];
  const tap = (): void =>
    output.warning(
      `${printableText(phone.label)} asks whether this computer may read it: tap Allow on its screen.`,
    );
  const tellStep = (_: string, step: PersonStep): void => {
    const text = stepText(step);
    if (text !== undefined) output.warning(text);
  };
  return phonesOptions(context, flags, phone.addresses.filter(isNetworkAddress), folders, tap, tellStep);
}

/** Where the phone is now, among what is attached; nothing is opened to find out. */
async function attachedNow(phone: EnrolledPhone, options: PhonesOptions): Promise<AttachedPhone> {
  const attached = await createPhoneMonitor(options).list();
  const found = attached.find((seen) => phone.addresses.includes(seen.address) && seen.state !== 'offline');
  if (found !== undefined) return found;
  throw new Fault('phone-unreachable', {
    what: `${phone.label} is not attached to this workstation.`,
    holds: 'Snapshots made before are whole.',
    next: 'Plug it in and unlock it; "holdfast phones" shows what this workstation sees.',
  });
}
