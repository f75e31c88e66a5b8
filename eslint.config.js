import js from '@eslint/js';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';
import { pureRooms } from './infra/checks/lint/pure-rooms.mjs';
import { reasonedSuppression } from './infra/checks/lint/reasoned-suppression.mjs';
import { roomImports } from './infra/checks/lint/room-imports.mjs';
import { tellingFileName } from './infra/checks/lint/telling-file-name.mjs';

const SPECS = ['**/*.spec.{ts,mjs}', '**/*-spec.ts'];
const lines = (max) => ({ 'max-lines': ['error', { max, skipBlankLines: false, skipComments: false }] });

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      'apps/agent/bundle/**',
      '{apps,libs}/*/coverage/**',
      '**/test-results/**',
      '**/.angular/**',
      '**/.nx/**',
      '.holdfast/**',
      'apps/admin-console/src/app/client/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,mjs,js}'],
    extends: [js.configs.recommended],
    plugins: {
      holdfast: {
        rules: { 'reasoned-suppression': reasonedSuppression, 'telling-file-name': tellingFileName },
      },
    },
    rules: {
      'holdfast/reasoned-suppression': 'error',
      'holdfast/telling-file-name': 'error',
      eqeqeq: ['error', 'always'],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
      'no-var': 'error',
      'prefer-const': 'error',
      ...lines(300),
    },
  },
  {
    files: ['**/*.{mjs,js}'],
    // `tsc` checks these names where it reads the file; elsewhere they are Node's.
    languageOptions: { globals: nodeGlobals() },
    rules: { 'no-unused-vars': ['error', { argsIgnorePattern: '^_' }] },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict],
    languageOptions: { parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true } },
    rules: {
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description', minimumDescriptionLength: 10 },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', prefer: 'type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      // With `noUncheckedIndexedAccess`, `bytes[i]!` inside a bounded loop is a statement about the loop, and the
      // alternatives cost a branch per byte.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Nest's modules and Angular's parts are classes that hold nothing but their decorator.
      '@typescript-eslint/no-extraneous-class': [
        'error',
        { allowWithDecorator: true, allowConstructorOnly: true },
      ],
    },
  },
  {
    files: ['apps/admin-console/**/*.ts'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
  },
  {
    files: ['apps/admin-console/**/*.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
  ...roomImports,
  ...pureRooms,
  {
    files: SPECS,
    rules: {
      ...lines(400),
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
    },
  },
);

function nodeGlobals() {
  const names = Object.getOwnPropertyNames(globalThis).filter(
    (name) => !/^(undefined|NaN|Infinity|eval)$/.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, 'readonly']));
}
