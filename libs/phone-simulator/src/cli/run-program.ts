import { BadFaultsFile } from './faults-json.js';
import { UsageError } from './phone-arguments.js';
import { untilStopped, type Say } from './until-stopped.js';

/** A simulated phone that runs. `Faults`: what can go wrong with its kind. */
interface RunningPhone<Faults> {
  readonly faultStats: object;
  setFaults(faults: Faults): void;
  close(): Promise<unknown>;
}

/** What makes a program of one kind of phone. */
export interface PhoneProgram<Options, Faults, Phone extends RunningPhone<Faults>> {
  readonly usage: string;
  /** Throws `UsageError`. */
  parse(words: readonly string[]): Options;
  start(options: Options, say: Say): Promise<Phone>;
  /** Throws `BadFaultsFile`. */
  readFaults(file: string): Promise<Faults>;
  /** What its person does with it, a word each. */
  obey(phone: Phone, say: Say, word: string): void;
}

/** Runs a simulated phone until SIGINT or SIGTERM. Exit codes: 0 stopped, 1 cannot start, 2 wrong usage. */
export async function runProgram<
  Options extends { json: boolean },
  Faults,
  Phone extends RunningPhone<Faults>,
>(words: readonly string[], program: PhoneProgram<Options, Faults, Phone>): Promise<number> {
  let options: Options;
  try {
    options = program.parse(words);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${program.usage}`);
    return 2;
  }
  const say: Say = (event, text, more = {}) => {
    process.stdout.write(`${options.json ? JSON.stringify({ event, ...more }) : text}\n`);
  };
  let phone: Phone;
  try {
    phone = await program.start(options, say);
  } catch (error) {
    process.stderr.write(`The phone cannot start: ${reasonOf(error)}\n`);
    return error instanceof BadFaultsFile ? 2 : 1;
  }
  const line = (word: string, rest: string): void => {
    program.obey(phone, say, word);
    if (word === 'state') say('state', JSON.stringify(phone.faultStats), { ...phone.faultStats });
    if (word === 'faults') void change(phone, say, program.readFaults(rest));
  };
  await untilStopped(line);
  await phone.close();
  return 0;
}

async function change<Faults>(phone: RunningPhone<Faults>, say: Say, faults: Promise<Faults>): Promise<void> {
  try {
    phone.setFaults(await faults);
    say('faults', 'other faults from now on');
  } catch (error) {
    say('error', reasonOf(error), { message: reasonOf(error) });
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
