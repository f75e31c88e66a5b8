import { join } from 'node:path';
import type { Platform, PolicyV1 } from '@holdfast/contracts';
import { z } from 'zod';
import { JsonFile } from '../state/json-file.js';

const Choice = z.object({ format: z.literal(1), choice: z.enum(['on', 'off']).nullable() });

/** Whether this person wants to be told to switch USB debugging off; `open` until they have said. */
export type ReminderChoice = 'on' | 'off' | 'open';

/**
 * The reminder to switch USB debugging off again after a backup, kept on this workstation only. It is offered once; from
 * then on the person says with `holdfast debugging-reminder`.
 */
export class DebuggingReminder {
  private readonly file: JsonFile<typeof Choice>;

  constructor(stateFolder: string) {
    this.file = new JsonFile(join(stateFolder, 'debugging-reminder.json'), Choice);
  }

  async choice(): Promise<ReminderChoice> {
    return (await this.kept())?.choice ?? 'open';
  }

  async choose(choice: 'on' | 'off'): Promise<void> {
    await this.file.write({ format: 1, choice });
  }

  /** What is said after a run that used debugging; `undefined`: nothing. */
  async afterRun(policy: PolicyV1, platform: Platform, label: string): Promise<string | undefined> {
    if (platform !== 'android' || policy.scope.usbDebugging !== 'remind-off') return undefined;
    const kept = await this.kept();
    if (kept !== undefined && kept.choice !== 'on') return undefined;
    if (kept !== undefined)
      return `USB debugging is still on at ${label}. If you do not need it: Settings, Developer options, USB debugging off. Switch it on again for the next backup.`;
    await this.file.write({ format: 1, choice: null });
    return `USB debugging is still on at ${label}. Shall Holdfast remind you after each backup to switch it off? "holdfast debugging-reminder on" (off again with "off").`;
  }

  private kept(): Promise<z.infer<typeof Choice> | undefined> {
    return this.file.read().catch(() => undefined);
  }
}
