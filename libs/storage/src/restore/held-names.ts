import type { NameRule } from './holdable-name.js';
import { holdableName, nameRule } from './holdable-name.js';

/** Stored paths → paths this computer can hold. Keeps the last path, since a restore goes folder by folder. */
export class HeldNames {
  constructor(private readonly rule: NameRule = nameRule(process.platform)) {}

  hold(path: readonly Buffer[]): { path: Buffer[]; changed: boolean } | undefined {
    const held: Buffer[] = [];
    for (const name of path) {
      const fit = holdableName(name, this.rule);
      if (!fit) return undefined;
      held.push(fit);
    }
    return { path: held, changed: !held.at(-1)!.equals(path.at(-1)!) };
  }
}
