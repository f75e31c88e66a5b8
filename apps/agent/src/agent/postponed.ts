import { join } from 'node:path';
import { z } from 'zod';
import { JsonFile } from '../state/json-file.js';

const Kept = z.object({
  format: z.literal(1),
  phones: z.array(z.object({ phoneId: z.uuid(), until: z.iso.datetime() })).max(100),
});

const LATER_MS = 60 * 60 * 1000;
/** When a new day's asking may begin, hours after local midnight. */
const MORNING = 6;

/** Until when *later* lasts: an hour; and *not today*: until tomorrow morning, by this computer's clock and zone. */
export function postponedUntil(choice: 'later' | 'not-today', now: Date): Date {
  if (choice === 'later') return new Date(now.getTime() + LATER_MS);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, MORNING);
}

/** The phones whose person said *later* or *not today*; kept on this computer only, told to nobody. */
export class Postponed {
  private readonly file: JsonFile<typeof Kept>;

  constructor(stateFolder: string) {
    this.file = new JsonFile(join(stateFolder, 'postponed.json'), Kept);
  }

  /** Phone id → until when its person is left in peace; what is over is not in it. */
  async all(now: Date): Promise<ReadonlyMap<string, Date>> {
    const kept = await this.file.read().catch(() => undefined);
    const phones = (kept?.phones ?? []).map(({ phoneId, until }) => [phoneId, new Date(until)] as const);
    return new Map(phones.filter(([, until]) => until > now));
  }

  /** `until` undefined: it may be asked again at once. */
  async postpone(phoneId: string, until: Date | undefined, now: Date): Promise<void> {
    const all = new Map(await this.all(now));
    if (until) all.set(phoneId, until);
    else all.delete(phoneId);
    const phones = [...all].map(([id, moment]) => ({ phoneId: id, until: moment.toISOString() }));
    await this.file.write({ format: 1, phones });
  }
}
