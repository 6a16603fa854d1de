import { beforeEach, inject } from 'vitest';

// Where PostgreSQL does not run, each test of the project `postgres` is skipped by name and with the reason.
beforeEach((context) => {
  const { skipReason } = inject('postgres');
  context.skip(skipReason !== '', skipReason);
});
