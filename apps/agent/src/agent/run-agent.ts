import type { CommandContext } from '../commands/command-context.js';
import type { PhonesFlags } from '../commands/phones-options.js';
import { isNetworkAddress, phonesOptions } from '../commands/phones-options.js';
import { AdbServerWatch } from '../adb-server/adb-server-watch.js';
import { wakeAdbServer } from '../adb-server/start-adb-server.js';
import { backUpPhone } from '../managed/back-up-phone.js';
import { categoriesAsked } from '../managed/categories-asked.js';
import { EnrolledPhones } from '../managed/enrolled-phones.js';
import { showNotification } from '../platform/show-notification.js';
import { DebuggingReminder } from '../managed/debugging-reminder.js';
import type { Enrolment } from '../managed/enrolment.js';
import { OpenRuns } from '../managed/open-runs.js';
import { RepositoryPins } from '../managed/repository-pins.js';
import { managedSession } from '../managed/session.js';
import { isDebuggingForbidden } from '../managed/usb-debugging.js';
import { verifyRepository } from '../managed/verify-repository.js';
import type { OutputFlags } from '../terminal/output.js';
import { VERSION } from '../version.js';
import { Agent } from './agent.js';
import { AgentMemory } from './agent-memory.js';
import type { AgentStatus } from './agent-status.js';
import { attachmentsOf } from './attached-phones.js';
import { checkIn } from './check-in.js';
import { CheckInLoop } from './check-in-loop.js';
import { EventLog } from './event-log.js';
import { KeysDuty } from './keys-duty.js';
import { Postponed } from './postponed.js';
import { tellAttachments } from './tell-attachments.js';
import { StatusSocket } from './status-socket.js';
import type { PhoneListener } from './watch-enrolled-phones.js';
import { watchEnrolledPhones } from './watch-enrolled-phones.js';
import { watchForWaking } from './wake-watch.js';

/** How soon a person's *later* is heard. */
const POSTPONED_EVERY_MS = 2000;

/** Wires the long-lived agent together and runs it until it is stopped or its credential is refused. */
export async function runAgent(context: CommandContext, flags: PhonesFlags & OutputFlags): Promise<void> {
  const { environment } = context;
  const { enrolment, plane } = await managedSession(environment.stateFolder);
  const phones = new EnrolledPhones(environment.stateFolder);
  const runs = new OpenRuns(environment.stateFolder);
  const pins = new RepositoryPins(environment.stateFolder);
  const memory = await AgentMemory.load(environment.stateFolder);
  const log = new EventLog(context.streams, flags, context.now);
  const startedAt = context.now().toISOString();
  const serverNow = (): Date => new Date(context.now().getTime() + memory.now.clockOffsetMs);
  const ended = new AbortController();
  const signal = AbortSignal.any([context.signal, ended.signal]);

  // Only enrolled phones are reached: what HOLDFAST_PHONE_ADDRESSES names is for `holdfast phones` and `enrol`.
  const ownOnly = { ...context, environment: { ...environment, phoneAddresses: [] } };
  const reach = (all: readonly { readonly platform: string; readonly addresses: readonly string[] }[]) => {
    const at = (isFolder: boolean): string[] =>
      all.filter((phone) => (phone.platform === 'folder') === isFolder).flatMap((phone) => phone.addresses);
    return phonesOptions(ownOnly, flags, at(false).filter(isNetworkAddress), at(true));
  };

  const keys = new KeysDuty(environment.stateFolder, enrolment, plane, memory, log, serverNow);
  const reminder = new DebuggingReminder(environment.stateFolder);
  const statusNow = (): AgentStatus => statusOf(enrolment, startedAt, memory, loop, agent);
  const socket = await StatusSocket.open(environment.statusAddress, () => JSON.stringify(statusNow()));
  const agent: Agent = new Agent(
    memory,
    {
      backUp: async (attachment, fullRead, onProgress, putOff) => {
        const policy = memory.now.policy;
        if (policy === null) throw new Error('no policy is known yet');
        const { takenAt } = await backUpPhone({
          plane,
          enrolment,
          phones,
          runs,
          phone: attachment.phone,
          address: attachment.address,
          phonesOptions: reach(agent.enrolled),
          policy,
          categories: categoriesAsked(policy.policy),
          fullRead,
          cacheFolder: environment.cacheFolder,
          pins,
          now: serverNow,
          signal: AbortSignal.any([signal, putOff]),
          onProgress,
        });
        const { platform, label } = attachment.phone;
        return { takenAt, reminder: await reminder.afterRun(policy.policy, platform, label) };
      },
      verify: ({ phoneId }, onProgress) =>
        verifyRepository({
          plane,
          enrolment,
          runs,
          phoneId,
          cacheFolder: environment.cacheFolder,
          pins,
          signal,
          onProgress,
        }),
    },
    log,
    serverNow,
    () => {
      socket.changed();
      loop.soon();
    },
    (text) => showNotification(environment.platform, text),
  );
  const loop: CheckInLoop = new CheckInLoop(
    () => checkIn(plane, memory, runs, agent.phones(), signal),
    async (answer, cameBack) => {
      for (const phoneId of answer.released) {
        const known = await phones.forget(phoneId);
        if (known) log.tell('released', `${known.label} was released: it is left alone from now on.`);
      }
      await agent.ask(answer.commands);
      if (cameBack) await agent.reachedAgain();
      await keys.run();
      socket.changed();
    },
    (contact) => {
      if (contact.ok) log.tell('connected', `The control plane at ${enrolment.origin} answers.`);
      else log.tell('disconnected', `${contact.problem ?? ''} The agent keeps trying.`);
      if (memory.now.notice === 'open')
        log.tell('notice-open', 'Read and accept the notice with "holdfast enrol": no backup runs before.');
      socket.changed();
    },
    context.now,
  );

  log.tell(
    'started',
    `Agent ${VERSION} started for ${enrolment.employee.name} at ${enrolment.company.name}.`,
  );
  const stopWaking = watchForWaking(
    () => agent.consider(),
    (sleptMs) => {
      log.tell('woke', `Back after ${Math.round(sleptMs / 1000)} s of sleep: catching up.`);
      loop.soon();
    },
  );
  const adbServer = new AdbServerWatch(
    () => wakeAdbServer(reach([]).adbServer, environment.deployedAdb, environment.cacheFolder),
    (problem) => log.tell('adb-server', problem),
    () => {
      const policy = memory.now.policy?.policy;
      return policy !== undefined && !isDebuggingForbidden(policy, 'android');
    },
  );
  const listener: PhoneListener = {
    onEnrolled: (enrolled) => {
      agent.enrolled = enrolled;
      socket.changed();
    },
    onSeen: (seen) => {
      const before = agent.attachments;
      agent.attachments = attachmentsOf(seen, agent.enrolled, before, serverNow());
      if (!tellAttachments(log, agent.enrolled, before, agent.attachments)) return;
      socket.changed();
      loop.soon();
      agent.consider();
    },
  };
  const postponed = new Postponed(environment.stateFolder);
  const hearPostponed = async (): Promise<void> => agent.postpone(await postponed.all(context.now()));
  // Before phones are seen: who said "not today" is left in peace by the next start too.
  await hearPostponed();
  const postponedTimer = setInterval(() => void hearPostponed(), POSTPONED_EVERY_MS);
  const watching = watchEnrolledPhones(phones, reach, signal, listener, adbServer);
  const progressTimer = setInterval(() => {
    if (agent.phones().some((phone) => phone.running !== null)) socket.changed();
  }, 1000);
  try {
    await loop.run(signal);
  } finally {
    ended.abort();
    clearInterval(progressTimer);
    clearInterval(postponedTimer);
    stopWaking();
    await agent.stop();
    await watching;
    log.tell('stopped', 'Agent stopped.');
    await socket.close();
  }
}

function statusOf(
  enrolment: Enrolment,
  startedAt: string,
  memory: AgentMemory,
  loop: CheckInLoop,
  agent: Agent,
): AgentStatus {
  const { policy, notice } = memory.now;
  return {
    agent: { version: VERSION, pid: process.pid, startedAt },
    server: enrolment.origin,
    company: enrolment.company.name,
    employee: enrolment.employee.name,
    contact: { ...loop.contact, at: loop.contact.at?.toISOString() ?? null },
    policy:
      policy === null
        ? null
        : {
            name: policy.policy.name,
            version: policy.version,
            everyHours: policy.policy.schedule.everyHours,
            usbDebugging: policy.policy.scope.usbDebugging,
          },
    notice,
    recoveryCode: memory.now.recoveryCode,
    phones: agent.phones(),
  };
}
