import hooks from 'eslint-plugin-react-hooks';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Where time, chance and the process come in as arguments, so that the same inputs give the same outputs. */
const PURE = ['shared/**/*.ts', 'electron/engine/**/*.ts'];
/** The only places that may speak Electron's raw message channels. */
const RAW_IPC = ['electron/ipc/**/*.ts', 'electron/preload.ts'];

const clockAndChance = [
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'The clock is passed in: take `nowMs` as a parameter.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The clock is passed in: take `nowMs` as a parameter.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'Chance is passed in: take a seed or a generator as a parameter.',
  },
  { selector: 'ImportExpression', message: 'Load nothing at run time here; import it at the top.' },
];

const rawIpc = [
  {
    selector: 'MemberExpression[property.name=/^ipc(Main|Renderer)$/]',
    message: 'Raw message channels belong in electron/ipc and electron/preload.ts.',
  },
  {
    selector: 'ImportSpecifier[imported.name=/^ipc(Main|Renderer)$/]',
    message: 'Raw message channels belong in electron/ipc and electron/preload.ts.',
  },
  {
    selector:
      "CallExpression[callee.property.name=/^(send|sendToFrame|postMessage)$/]:matches([callee.object.property.name='webContents'], [callee.object.name=/^(webContents|contents)$/])",
    message: 'Windows are addressed through electron/ipc only.',
  },
];

const bridge = {
  selector: "MemberExpression[object.name=/^(window|globalThis|self)$/][property.name='baton']",
  message: 'renderer/bridge.ts is the one file that touches window.baton.',
};

const namedExportsOnly = {
  selector: 'ExportDefaultDeclaration',
  message: 'Named exports only: one name for one thing everywhere.',
};

const barrels = {
  selector: 'ExportAllDeclaration',
  message: 'No barrel files: import from where a thing is made.',
};

/**
 * One rule holds all syntax bans; the last matching block wins, so each block names everything that holds there.
 * @param {...{ selector: string, message: string }} bans
 * @returns {import('eslint').Linter.RulesRecord}
 */
const forbid = (...bans) => ({ 'no-restricted-syntax': ['error', ...bans] });

export default defineConfig(
  {
    // The comparison has its own packages, which are installed only when it runs: nothing here knows their types.
    ignores: ['out/', 'dist/', '.cache/', '**/node_modules/', '**/*.cjs', 'test/bench/comparison/'],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx,js,mjs}'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      eqeqeq: 'error',
      'no-empty': ['error', { allowEmptyCatch: false }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // The compiler's own convention: an underscore says "has to stand here, is not used".
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // A function may be async because its port is, and so that what it throws becomes a rejection.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // A test's assertion on a promise and a fire-and-forget call both have to say which they are.
      '@typescript-eslint/no-floating-promises': ['error', { ignoreVoid: true }],
      ...forbid(...rawIpc, barrels, namedExportsOnly),
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    extends: [hooks.configs.flat.recommended],
    // Says only that the React Compiler, which is not used here, would skip the component.
    rules: { 'react-hooks/incompatible-library': 'off' },
  },
  { files: ['renderer/**/*.{ts,tsx}'], rules: forbid(...rawIpc, bridge, barrels, namedExportsOnly) },
  { files: ['renderer/bridge.ts'], rules: forbid(...rawIpc, barrels, namedExportsOnly) },
  { files: RAW_IPC, rules: forbid(barrels, namedExportsOnly) },
  { files: PURE, rules: forbid(...rawIpc, ...clockAndChance, barrels, namedExportsOnly) },
  {
    // Tests look at every layer, drive pages from outside, and are told where to export by their tools.
    files: ['test/**/*.{ts,tsx}'],
    rules: { ...forbid(barrels), '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['*.{ts,js}', 'test/e2e/globalSetup.ts', 'test/integration/**/globalSetup.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Plain JavaScript that runs before anything is installed; its types stand in its comments.
    files: ['**/*.{js,mjs}'],
    rules: {
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      // A cast in a comment is invisible to these; the compiler still checks what it is used as.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
