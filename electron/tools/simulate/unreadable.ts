import { BatonError } from '../../../shared/errors.ts';

/** What the system says about a file, in words for whoever named it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'is not there. Look at how the path is written',
  EISDIR: 'is a folder. Name a file in it',
  EACCES: 'may not be read by you',
  EPERM: 'may not be read by you',
  Z_DATA_ERROR: 'is not packed with gzip, or damaged',
  Z_BUF_ERROR: 'ends in the middle: it was not copied whole',
};

/** A file that cannot be used, with the reason. `what` it was to be, where the reason is in what it says. */
export function unreadable(file: string, cause: unknown, what = 'CSV'): BatonError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const why = cause instanceof Error ? `: ${cause.message}` : '';
  const reason = REASONS[code] ?? `cannot be read as ${what}${why}`;
  return new BatonError('import.badFile', `${file} ${reason}`, { file }, { cause });
}
