import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** Runs a script and kills it a moment after so many lines on stdout; returns the lines. */
export function linesUntilKilled(
  script: URL,
  args: readonly string[],
  { killAfter, momentMs }: { readonly killAfter: number; readonly momentMs: number },
): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, ['--no-warnings', fileURLToPath(script), ...args]);
    const lines: string[] = [];
    let complaint = '';
    writer.stderr.on('data', (data) => (complaint += String(data)));
    createInterface({ input: writer.stdout }).on('line', (line) => {
      lines.push(line);
      if (lines.length === killAfter) setTimeout(() => writer.kill('SIGKILL'), momentMs);
    });
    writer.once('close', (_code, signal) => {
      if (signal === 'SIGKILL') resolve(lines);
      else reject(new Error(`the writer ended by itself: ${complaint}`));
    });
  });
}
