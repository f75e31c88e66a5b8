import { drawFor } from './draw.js';
import type { FaultRule, ParsedRule } from './fault-rule.js';
import { needsCredentials, parseFaultRules, prepareFault } from './fault-rule.js';
import type { Meddling, Met } from './meddling.js';

/** The rules that hold now, and how often each has met a request. */
export class RuleBook {
  private rules: ReturnType<typeof withState>[] = [];
  private edition = 0;

  constructor(
    private readonly seed: number,
    private readonly canSign: boolean,
  ) {}

  /** @throws z.ZodError for what is no rule, RangeError for one that needs credentials; those before hold on */
  replace(rules: readonly FaultRule[]): void {
    const parsed = parseFaultRules(rules);
    const unsigned = this.canSign ? undefined : parsed.find(needsCredentials);
    if (unsigned)
      throw new RangeError(`${unsigned.fault} needs the credentials of the server behind the proxy`);
    this.rules = parsed.map(withState);
    this.edition += 1;
  }

  /** What is done to a request: all rules that meet it and whose dice say so, in their order. */
  meet(met: Omit<Met, 'draw'>): Meddling[] {
    const { method, path } = met.asked;
    return this.rules.flatMap((rule, number) => {
      const methods = [rule.method ?? method].flat();
      if (!methods.includes(method) || rule.path?.test(path) === false) return [];
      rule.met += 1;
      const draw = drawFor(this.seed, this.edition, number, rule.met);
      const isChosen = draw(1_000_000) < rule.probability * 1_000_000;
      if (!isChosen || rule.met <= rule.skip || rule.done >= (rule.times ?? Number.POSITIVE_INFINITY))
        return [];
      rule.done += 1;
      return [rule.meddle({ ...met, draw })];
    });
  }
}

const withState = (rule: ParsedRule) => ({ ...rule, meddle: prepareFault(rule), met: 0, done: 0 });
