import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inTree } from './fixture-tree.mjs';
import { describeViolation, violations } from './violations.mjs';

const rulesIn = (files) => inTree(files, (root) => violations(root).found.map(({ rule }) => rule));
const printed = (files) => inTree(files, (root) => violations(root).found.map(describeViolation).join('\n'));

describe('the arrows', () => {
  it('are kept by a tree that follows them', () => {
    const found = rulesIn({
      'apps/agent/src/main.ts':
        "import { open } from '@holdfast/storage'; import { due } from '@holdfast/policy';",
      'apps/agent/src/run.spec.ts': "import { phone } from '@holdfast/phone-simulator';",
      'apps/api/src/main.ts': "import { names } from '@holdfast/storage/maintenance';",
      'apps/admin-console/src/main.ts': "import type { Me } from '@holdfast/contracts';",
      'libs/phone-simulator/src/index.ts': "export { read } from '@holdfast/phones/codecs';",
      'bench/streamed/back-up-once.mjs': "import { createRepository } from '@holdfast/storage';",
      'libs/contracts/src/index.ts': "export * from './categories.js';",
      'libs/contracts/src/categories.ts': 'export const CATEGORIES = [];',
      'libs/storage/src/index.ts': "import { CATEGORIES } from '@holdfast/contracts';",
    });
    assert.deepEqual(found, []);
  });

  /** @type {[string, string, string, RegExp][]} */
  const broken = [
    [
      'an app that imports an app',
      'apps/agent/src/x.ts',
      "import '@holdfast/api';",
      /nothing imports an app/,
    ],
    [
      'an app entered by a path',
      'apps/agent/src/x.ts',
      "import '../../api/src/main.js';",
      /nothing imports an app/,
    ],
    [
      'a lib that imports an app',
      'libs/phones/src/x.ts',
      "import '@holdfast/agent';",
      /nothing imports an app/,
    ],
    [
      'contracts that import ours',
      'libs/contracts/src/x.ts',
      "import '@holdfast/policy';",
      /no arrow from contracts to policy/,
    ],
    [
      'policy that imports ours',
      'libs/policy/src/x.ts',
      "import type { A } from '@holdfast/contracts';",
      /no arrow from policy/,
    ],
    [
      'storage that knows phones',
      'libs/storage/src/x.ts',
      "import type { A } from '@holdfast/phones';",
      /storage to phones/,
    ],
    [
      'api in storage by the front door',
      'apps/api/src/a/x.ts',
      "import '@holdfast/storage';",
      /only by storage\/maintenance/,
    ],
    [
      'a simulator beyond the codecs',
      'libs/phone-simulator/src/x.ts',
      "import '@holdfast/phones';",
      /only by phones\/codecs/,
    ],
    [
      'a simulator in the agent',
      'apps/agent/src/x.ts',
      "import '@holdfast/phone-simulator';",
      /outside its specs/,
    ],
    [
      'a value in the console',
      'apps/admin-console/src/x.ts',
      "import { A } from '@holdfast/contracts';",
      /types only/,
    ],
    [
      'an import() in the console',
      'apps/admin-console/src/x.ts',
      "await import('@holdfast/contracts');",
      /types only/,
    ],
    [
      'a re-export in the console',
      'apps/admin-console/src/x.ts',
      "export * from '@holdfast/contracts';",
      /types only/,
    ],
    [
      'a way below a door',
      'apps/agent/src/x.ts',
      "import '@holdfast/storage/dist/seal.js';",
      /below the door of storage/,
    ],
    [
      'a way beside a door',
      'apps/agent/src/x.ts',
      "import '../../../libs/storage/src/seal.js';",
      /beside its door/,
    ],
    [
      'a bench that measures an app from inside',
      'bench/tools/holdfast.mjs',
      "import '../../apps/agent/src/program.js';",
      /nothing imports an app/,
    ],
    [
      'a bench that knows policies',
      'bench/x.mjs',
      "import '@holdfast/policy';",
      /no arrow from bench to policy/,
    ],
    ['a framework in a lib', 'libs/policy/src/x.ts', "import { of } from 'rxjs';", /no framework/],
    ['a decorated lib', 'libs/storage/src/x.ts', "import { Module } from '@nestjs/common';", /no framework/],
    ['an unknown room', 'apps/agent/src/x.ts', "import '@holdfast/attic';", /no room attic/],
  ];
  for (const [what, file, text, rule] of broken) {
    it(`find ${what}`, () => {
      const found = rulesIn({ [file]: text });
      assert.equal(found.length, 1);
      assert.match(found[0], rule);
    });
  }

  it('let storage take data of sources by value, and nothing of the endpoints', () => {
    const found = rulesIn({
      'libs/contracts/src/index.ts':
        "export * from './categories.js';\nexport * from './endpoints/session.js';",
      'libs/contracts/src/categories.ts': 'export const CATEGORIES = [];',
      'libs/contracts/src/endpoints/session.ts': 'export const signIn = {};',
      'libs/storage/src/a.ts': "import { CATEGORIES } from '@holdfast/contracts';",
      'libs/storage/src/b.ts': "import { signIn } from '@holdfast/contracts';",
      'libs/storage/src/c.ts': "import * as contracts from '@holdfast/contracts';",
    });
    assert.equal(found.length, 2);
    assert.match(found[0], /the value signIn of contracts \(endpoints\/session\.ts\)/);
    assert.match(found[1], /the value \* of contracts/);
  });
});

describe('inside a room', () => {
  it('a location never gets to the repository, however long the way', () => {
    const text = printed({
      'libs/storage/src/location/s3.ts': "import { cache } from '../cache.js';",
      'libs/storage/src/cache.ts': "export { open } from './repository/open.js';",
      'libs/storage/src/repository/open.ts': 'export const open = 1;',
    });
    assert.match(
      text,
      /location\/s3\.ts\n\s+→ libs\/storage\/src\/cache\.ts\n\s+→ libs\/storage\/src\/repository\/open\.ts/,
    );
  });

  it('a feature of the api reaches another by its index only', () => {
    const found = rulesIn({
      'apps/api/src/policies/index.ts': "export * from './publish-policy.js';",
      'apps/api/src/policies/publish-policy.ts': '',
      'apps/api/src/database/tenant.ts': '',
      'apps/api/src/coverage/a.ts': "import '../policies/index.js'; import '../database/tenant.js';",
      'apps/api/src/coverage/b.ts': "import '../policies/publish-policy.js';",
    });
    assert.deepEqual(found, ['the feature coverage reaches into policies beside its index.ts']);
  });

  it('no kind of phone knows another', () => {
    const found = rulesIn({
      'libs/phones/src/android/socket.ts': "import '../stream/piece.js';",
      'libs/phones/src/stream/piece.ts': '',
      'libs/phones/src/ios/muxer.ts': "import '../android/socket.js'; import '../stream/piece.js';",
      'libs/phones/src/open-phone.ts': "import './android/socket.js'; import './ios/muxer.js';",
    });
    assert.deepEqual(found, ['the source ios reaches into android; what both need is a room beside them']);
  });
});

it('prints the chain from the program to the import that breaks the rule', () => {
  const text = printed({
    'apps/agent/src/main.ts': "import './commands/backup.js';",
    'apps/agent/src/commands/backup.ts': "export const run = () => import('../plan.js');",
    'apps/agent/src/plan.ts': "// the line counts\nimport '../../api/src/main.js';",
    'apps/api/src/main.ts': '',
  });
  assert.equal(
    text,
    [
      'agent imports api: nothing imports an app',
      '  apps/agent/src/main.ts',
      '    → apps/agent/src/commands/backup.ts',
      '      → apps/agent/src/plan.ts:2',
      '        → apps/api/src/main.ts',
    ].join('\n'),
  );
});
