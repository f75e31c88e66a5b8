import { join } from 'node:path';
import { z } from 'zod';
import { JsonFile } from '../state/json-file.js';

const ASK_AGAIN_MS = 7 * 86_400_000;

const Answers = z.object({
  format: z.literal(1),
  /** Addresses of phones that are not this person's: never asked about again. */
  notMine: z.array(z.string()),
  /** Address and when it may be asked about again, milliseconds since 1970. */
  later: z.array(z.object({ address: z.string(), until: z.number() })),
});
const MOST = 200;

/**
 * What this OS user said of phones that are plugged in here: on this workstation only, told to nobody (product rule 7). A
 * phone is remembered by the address under which it shows itself unasked; nothing of it is opened, read or hashed for it.
 */
export class PhoneAnswers {
  private readonly file: JsonFile<typeof Answers>;

  constructor(stateFolder: string) {
    this.file = new JsonFile(join(stateFolder, 'phone-answers.json'), Answers);
  }

  /** Whether its person may be asked about it now. */
  async mayAsk(address: string, now: Date): Promise<boolean> {
    const { notMine, later } = await this.answers();
    if (notMine.includes(address)) return false;
    return !later.some((one) => one.address === address && one.until > now.getTime());
  }

  async notMine(address: string): Promise<void> {
    const { notMine, later } = await this.answers();
    const kept = [...notMine.filter((one) => one !== address), address].slice(-MOST);
    await this.file.write({
      format: 1,
      notMine: kept,
      later: later.filter((one) => one.address !== address),
    });
  }

  /** Not now: asked again in a week at the earliest. */
  async notNow(address: string, now: Date): Promise<void> {
    const { notMine, later } = await this.answers();
    const others = later.filter((one) => one.address !== address && one.until > now.getTime());
    const until = now.getTime() + ASK_AGAIN_MS;
    await this.file.write({ format: 1, notMine, later: [...others, { address, until }].slice(-MOST) });
  }

  private async answers(): Promise<z.infer<typeof Answers>> {
    return (await this.file.read()) ?? { format: 1, notMine: [], later: [] };
  }
}
