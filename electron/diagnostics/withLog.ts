import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The report with the log's files (newest first) behind it, oldest lines first. A file that is gone meanwhile is left out. */
export async function withLog(report: string, files: readonly string[]): Promise<string> {
  const parts = await Promise.all(
    files.toReversed().map(async (file) => {
      const lines = await readFile(file, 'utf8').catch(() => '');
      return lines === '' ? '' : `\n--- ${path.basename(file)} ---\n${lines}`;
    }),
  );
  return `${report.trimEnd()}\n${parts.join('')}`;
}
