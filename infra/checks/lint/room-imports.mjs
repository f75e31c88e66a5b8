const SEE = 'See "The arrows" in ARCHITECTURE.md.';
const FRAMEWORKS = ['@nestjs/*', '@angular/*', 'typeorm', 'rxjs', 'rxjs/*'];
const APPS = ['@holdfast/api', '@holdfast/agent', '@holdfast/admin-console', '@holdfast/e2e'];
const BELOW_A_DOOR = ['@holdfast/*/dist/*', '@holdfast/*/src/*', '**/libs/*/src/*', '**/libs/*/dist/*'];

const forbid = (message, ...group) => ({ group, message: `${message} ${SEE}` });
const always = [
  forbid('An app is nobody’s dependency.', ...APPS),
  forbid('A lib is entered by its door only.', ...BELOW_A_DOOR),
];
/** Whole names, because a group `@holdfast/storage` would forbid `@holdfast/storage/maintenance` too. */
const forbidRooms = (message, ...names) => ({
  regex: `^@holdfast/(${names.join('|')})$`,
  message: `${message} ${SEE}`,
});
const room = (files, ...patterns) => ({
  files: [files],
  rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [...always, ...patterns] }] },
});

const lib = forbid('Libs know no framework.', ...FRAMEWORKS);
const nothingOfOurs = forbid('This room imports nothing of ours.', '@holdfast/*');

/**
 * The arrows as a linter can see them: file by file, while one types. The architecture test holds the same arrows
 * over the whole graph.
 */
export const roomImports = [
  room('libs/contracts/**/*.ts', lib, nothingOfOurs),
  room('libs/policy/**/*.ts', lib, nothingOfOurs),
  room('libs/fault-proxy/**/*.ts', lib, nothingOfOurs),
  room(
    'libs/storage/**/*.ts',
    lib,
    forbidRooms('storage knows contracts only.', 'policy', 'phones', 'phone-simulator', 'fault-proxy'),
  ),
  // Its specs put the proxy in front of a real server.
  room(
    'libs/storage/src/**/{*spec.ts,testing/**/*.ts}',
    lib,
    forbidRooms('storage knows contracts only.', 'policy', 'phones', 'phone-simulator'),
  ),
  room('libs/phones/**/*.ts', lib, forbidRooms('phones knows contracts only.', 'policy', 'storage')),
  room(
    'libs/phone-simulator/**/*.ts',
    lib,
    forbidRooms('phone-simulator knows phones/codecs only.', 'policy', 'storage', 'phones'),
  ),
  // Its specs hold it against the client that the agent really uses.
  room(
    'libs/phone-simulator/src/**/{*spec.ts,testing/*.ts}',
    lib,
    forbidRooms('phone-simulator knows phones only.', 'policy', 'storage'),
  ),
  room(
    'apps/api/**/*.ts',
    forbidRooms('api knows contracts, policy and storage/maintenance.', 'storage', 'phones', 'phones/.*'),
  ),
  room('apps/agent/**/*.ts', forbid('agent knows no web framework.', ...FRAMEWORKS)),
  room(
    'apps/admin-console/**/*.ts',
    {
      group: ['@holdfast/contracts'],
      allowTypeImports: true,
      message: `The console takes types only: whole zod costs 130 kB. ${SEE}`,
    },
    forbidRooms(
      'admin-console knows contracts only.',
      'policy',
      'storage',
      'storage/.*',
      'phones',
      'phones/.*',
    ),
  ),
];
