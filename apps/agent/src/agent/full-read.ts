import type { PhoneMemory } from './agent-memory.js';

/** Size and time tell nearly always whether a file changed; so rarely are they checked by reading everything. */
const FULL_READ_EVERY_DAYS = 90;
const DAY_MS = 86_400_000;

/** Whether the next backup reads every file of the phone again. The first one does by itself. */
export function isFullReadDue({ lastFullReadAt }: PhoneMemory, now: Date): boolean {
  if (lastFullReadAt === null) return false;
  return now.getTime() - new Date(lastFullReadAt).getTime() >= FULL_READ_EVERY_DAYS * DAY_MS;
}

/** What is remembered after a backup that began at `startedAt`: the clock starts with the first one. */
export function fullReadAfter(memory: PhoneMemory, startedAt: Date): string {
  const { lastFullReadAt } = memory;
  return lastFullReadAt === null || isFullReadDue(memory, startedAt)
    ? startedAt.toISOString()
    : lastFullReadAt;
}
