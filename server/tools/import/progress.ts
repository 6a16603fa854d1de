import { Presets, SingleBar } from 'cli-progress';

/** Shows how far a long step is. */
export interface Progress {
  start(label: string, total: number): void;
  advance(count: number): void;
  stop(): void;
}

const LINE_EVERY_PERCENT = 20;

/** A moving bar on a terminal, a line now and then elsewhere. */
export function progressOn(stream: NodeJS.WriteStream): Progress {
  return stream.isTTY ? barOn(stream) : linesOn((line) => stream.write(`${line}\n`));
}

function barOn(stream: NodeJS.WriteStream): Progress {
  const bar = new SingleBar(
    {
      stream,
      format: '{label} {bar} {percentage}% {value}/{total}',
      hideCursor: true,
      clearOnComplete: false,
    },
    Presets.shades_classic,
  );
  return {
    start: (label, total) => {
      bar.start(total, 0, { label: label.padEnd(9) });
    },
    advance: (count) => {
      bar.increment(count);
    },
    stop: () => {
      bar.stop();
    },
  };
}

/** Says the start, every fifth and the end, each as one line. */
export function linesOn(write: (line: string) => void): Progress {
  let label = '';
  let total = 0;
  let done = 0;
  let saidPercent = 0;
  return {
    start(newLabel, newTotal) {
      label = newLabel;
      total = newTotal;
      done = 0;
      saidPercent = 0;
    },
    advance(count) {
      done += count;
      const percent = total === 0 ? 100 : Math.floor((done / total) * 100);
      if (percent < saidPercent + LINE_EVERY_PERCENT && done < total) return;
      saidPercent = percent;
      write(`${label}: ${String(done)} of ${String(total)}`);
    },
    stop: () => undefined,
  };
}
