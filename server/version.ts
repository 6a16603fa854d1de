import manifest from '../package.json' with { type: 'json' };

/** The version of this Baton. */
export const { version } = manifest;
