const SPECS = ['**/*.spec.ts', '**/*-spec.ts', '**/testing/**'];

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'A lib gets its settings as values; only an app reads the environment.',
};
const clock = [
  {
    selector:
      "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'policy gets the clock as a value.',
  },
  {
    selector:
      "MemberExpression[object.name='Math'][property.name='random'], MemberExpression[object.name='crypto']",
    message: 'policy is a pure function of what it is given: no randomness.',
  },
  { selector: 'ImportDeclaration[source.value=/^node:/]', message: 'policy does no I/O.' },
];

/** Libs read no environment; `policy` reads no clock, rolls no dice and does no I/O. */
export const pureRooms = [
  {
    files: ['libs/**/*.ts'],
    ignores: [...SPECS, 'libs/policy/**', 'libs/{phone,idp}-simulator/src/main.ts'],
    rules: { 'no-restricted-syntax': ['error', environment] },
  },
  {
    files: ['libs/policy/**/*.ts'],
    ignores: SPECS,
    rules: { 'no-restricted-syntax': ['error', environment, ...clock] },
  },
];
