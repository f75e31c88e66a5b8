import type { RecoveryCodeState } from '@holdfast/contracts';
import { newRecoveryCode } from '@holdfast/storage';
import type { CommandContext } from '../commands/command-context.js';
import type { ControlPlane } from '../managed/control-plane.js';
import { readRecoveryCodeFile } from '../standalone/secret-files.js';
import type { Output } from '../terminal/output.js';
import { proveCode, registerCode } from './code-at-server.js';
import type { CodeFacts } from './code-page.js';
import type { CodeTo, HandedOver } from './hand-over-code.js';
import { handOverCode } from './hand-over-code.js';
import { typesThreeWords } from './three-words.js';

/** Flags of every command that makes a code. */
export interface CodeFlags extends CodeTo {
  readonly proveRecoveryCode?: boolean;
}

/** A code that was just made and is in memory, as long as its person is asked for three words of it. */
export class NewCode {
  private constructor(
    readonly words: string,
    private readonly handed: HandedOver,
    private readonly flags: CodeFlags,
  ) {}

  /** Makes one and gives it to the person, before it opens anything: a code that opens nothing is harmless, a lost one is not. */
  static async make(output: Output, flags: CodeFlags, facts: CodeFacts): Promise<NewCode> {
    const words = newRecoveryCode();
    return new NewCode(words, await handOverCode(output, words, flags, facts), flags);
  }

  get files(): readonly string[] {
    return this.handed.files;
  }

  undo(): Promise<void> {
    return this.handed.undo();
  }

  /** The person has it: three words at a terminal, or where a script says so, the file read back. */
  async isHeld(context: CommandContext, output: Output): Promise<boolean> {
    if (this.flags.proveRecoveryCode === true && this.flags.recoveryCodeFile !== undefined)
      return (await readRecoveryCodeFile(this.flags.recoveryCodeFile)) === this.words;
    if (!context.streams.stdin.isTTY || output.json) return false;
    return typesThreeWords(context, output, this.words, () => this.handed.again());
  }

  register(plane: ControlPlane, identity: Uint8Array): Promise<RecoveryCodeState> {
    return registerCode(plane, this.words, identity);
  }

  prove(plane: ControlPlane): Promise<RecoveryCodeState> {
    return proveCode(plane, this.words);
  }
}
