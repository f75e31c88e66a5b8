import type { NameRule } from './holdable-name.js';
import { holdableName, nameRule } from './holdable-name.js';

/** Stored paths → paths this computer can hold. Keeps the last path, since a restore goes folder by folder. */
export class HeldNames {
  private last: readonly Buffer[] = [];
  private lastHeld: Buffer[] = [];

  constructor(private readonly rule: NameRule = nameRule(process.platform)) {}

  hold(path: readonly Buffer[]): { path: Buffer[]; changed: boolean } | undefined {
    let shared = 0;
    while (shared < path.length && path[shared] === this.last[shared]) shared++;
    const held = this.lastHeld.slice(0, shared);
    for (const name of path.slice(shared)) {
      const fit = holdableName(name, this.rule);
      if (!fit) return undefined;
      held.push(fit);
    }
    [this.last, this.lastHeld] = [path, held];
    return { path: held, changed: !held.at(-1)!.equals(path.at(-1)!) };
  }
}
