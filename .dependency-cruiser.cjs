const path = require('node:path');

/** The parts of the desktop host: folders directly below electron/, without the engine, which all of them may ask. */
const HOST_PART = '^electron/(?!engine/)([^/]+)/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'resolvable',
      comment: 'Every import names something that exists.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shared-is-pure',
      comment: 'The contract runs anywhere: it knows itself and the schema language.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: '^(shared/|node_modules/zod/)' },
    },
    {
      name: 'engine-is-pure',
      comment: 'Decisions are data: no Electron, no Node, no package, only the contract.',
      severity: 'error',
      from: { path: '^electron/engine/' },
      to: { pathNot: '^(shared/|electron/engine/)' },
    },
    {
      name: 'pure-code-loads-nothing-later',
      severity: 'error',
      from: { path: '^(shared|electron/engine)/' },
      to: { dynamic: true },
    },
    {
      name: 'electron-alone',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^(renderer|server|test|build)/' },
    },
    {
      name: 'renderer-alone',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|server|test|build)/' },
    },
    {
      name: 'server-alone',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(electron|renderer|test|build)/' },
    },
    {
      name: 'renderer-is-a-page',
      comment: 'A sandboxed page has neither Node nor Electron.',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(node_modules/electron/|electron$)' },
    },
    {
      name: 'renderer-without-node',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'server-without-electron',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^node_modules/(electron|react|react-dom|@mantine|rxdb)/' },
    },
    {
      name: 'server-needs-installed-packages',
      comment: 'The server is not bundled: what it imports has to be in `dependencies`.',
      severity: 'error',
      from: { path: '^server/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'main-composes',
      comment:
        'Only the files that compose (electron/*.ts and electron/workspace/) know all parts of the host; a part may know the types of another.',
      severity: 'error',
      from: { path: HOST_PART, pathNot: '^electron/workspace/' },
      to: { path: HOST_PART, pathNot: '^electron/$1/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'main-is-the-root',
      severity: 'error',
      from: { path: '^(shared|electron|renderer|server)/', pathNot: '^electron/main\\.ts$' },
      to: { path: '^(electron/main|electron/preload|server/main)\\.ts$' },
    },
    {
      name: 'features-apart',
      severity: 'error',
      from: { path: '^renderer/features/([^/]+)/' },
      to: { path: '^renderer/features/', pathNot: '^renderer/features/$1/' },
    },
    {
      name: 'one-sqlite-file-per-side',
      severity: 'error',
      from: { path: '^(electron|server)/', pathNot: '^(electron/replica/storage|server/store)/sqlite\\.ts$' },
      to: { path: '^(node:)?sqlite$' },
    },
  ],
  options: {
    tsConfig: { fileName: path.join(__dirname, 'tsconfig.base.json') },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
