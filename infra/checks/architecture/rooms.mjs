/**
 * The rooms and the arrows between them, as ARCHITECTURE.md draws them. For each room: its folder, and which rooms its
 * files may import. `values` narrows what may be taken as a value: `none` means types only, a list means the modules
 * below that room's `src` whose values are free. `doors` narrows the way in. `specsUse` holds for specs and `testing/`.
 */

/** What `contracts` says about sources, objects and facts; endpoints, policy and errors stay with apps. */
const DATA_OF_SOURCES = [
  'sources/',
  'objects/',
  'facts/',
  'categories.ts',
  'category-names.ts',
  'sources.ts',
  'cause-classes.ts',
  'platforms.ts',
  'iphone-models.ts',
];

export const ROOMS = {
  contracts: { folder: 'libs/contracts', uses: {} },
  policy: { folder: 'libs/policy', uses: {} },
  storage: {
    folder: 'libs/storage',
    uses: { contracts: { values: DATA_OF_SOURCES } },
    specsUse: { 'fault-proxy': {} },
  },
  phones: { folder: 'libs/phones', uses: { contracts: { values: DATA_OF_SOURCES } } },
  'phone-simulator': {
    folder: 'libs/phone-simulator',
    uses: { phones: { doors: ['./codecs'] }, contracts: { values: 'none' } },
    specsUse: { phones: {}, contracts: {} },
  },
  'fault-proxy': { folder: 'libs/fault-proxy', uses: {} },
  'idp-simulator': { folder: 'libs/idp-simulator', uses: {} },
  api: {
    folder: 'apps/api',
    uses: { contracts: {}, policy: {}, storage: { doors: ['./maintenance'] } },
    specsUse: { 'idp-simulator': {} },
  },
  agent: {
    folder: 'apps/agent',
    uses: { contracts: {}, policy: {}, storage: {}, phones: {} },
    specsUse: { 'phone-simulator': {} },
  },
  'admin-console': { folder: 'apps/admin-console', uses: { contracts: { values: 'none' } } },
  e2e: {
    folder: 'apps/e2e',
    uses: { contracts: {}, storage: { doors: ['.'] }, 'phone-simulator': {}, 'idp-simulator': {} },
  },
  bench: {
    folder: 'bench',
    uses: { storage: { doors: ['.'] }, phones: { doors: ['.'] }, 'phone-simulator': {}, 'idp-simulator': {} },
  },
  infra: { folder: 'infra', uses: { contracts: {}, policy: {}, 'phone-simulator': {}, 'idp-simulator': {} } },
};

/** Packages that no file of a lib may import. */
export const FRAMEWORKS = /^(@nestjs\/|@angular\/|typeorm$|rxjs($|\/))/;

/** Folders of `apps/api/src` that are the floor all features stand on: reached by file. All others are features. */
export const API_FLOOR = ['configuration', 'database', 'http', 'openapi', 'paging', 'problems'];

/** Folders of `apps/api/src` that put the features together, and may therefore see into them. */
export const API_ASSEMBLY = ['testing'];

/** A file that is not built: it may use what only tests may. */
export const isSpec = (file) => /[.-]spec\.(ts|mjs)$/.test(file) || /\/testing\//.test(file);

/** The room a file stands in; undefined for the files at the root of the checkout. */
export function roomOf(file) {
  return Object.keys(ROOMS).find((name) => file.startsWith(`${ROOMS[name].folder}/`));
}
