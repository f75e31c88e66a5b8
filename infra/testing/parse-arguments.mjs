/**
 * What was asked of the runner.
 *
 * `--all-suites-required` (also set by `CI=true`): a missing program is a failure, not a suite left out.
 * `--long --seed N`: the long runs only, with every property seeded by N. `--only NAME`: one suite, for a quick look.
 * Throws on anything else, so that a mistyped flag never passes for a green run.
 */
export function parseArguments(args, environment) {
  const asked = {
    allRequired: environment.CI === 'true' || environment.CI === '1',
    long: false,
    seed: undefined,
    only: undefined,
  };
  for (let at = 0; at < args.length; at++) {
    const value = () => {
      const next = args[++at];
      if (next === undefined) throw new Error(`${args[at - 1]} needs a value.`);
      return next;
    };
    if (args[at] === '--all-suites-required') asked.allRequired = true;
    else if (args[at] === '--long') asked.long = true;
    else if (args[at] === '--seed') asked.seed = seedOf(value());
    else if (args[at] === '--only') asked.only = value();
    else throw new Error(`The test runner does not know "${args[at]}". It knows ${KNOWN}.`);
  }
  if (asked.long) asked.seed ??= Math.floor(Math.random() * 0x7fffffff);
  return asked;
}

const KNOWN = '--all-suites-required, --long, --seed N and --only SUITE';

function seedOf(text) {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed) || seed < 0) throw new Error(`--seed takes a whole number, not "${text}".`);
  return seed;
}
