import { watchHost } from '../../electron/crash/hostWatch.ts';
import { silentLog } from './silentLog.ts';

/**
 * A host that is watched and does nothing else until it is killed, or says goodbye and ends when it is written to. Arguments:
 * the run's name, the folder of dumps, the file that a start writes its last argument into.
 */
const [run = '', dumpFolder = '', started = ''] = process.argv.slice(2);
const watch = watchHost({
  platform: process.platform,
  run,
  dumpFolder,
  again: { program: '/bin/sh', args: ['-c', 'for last; do :; done; echo "$last" > "$0"', started, '--kept'] },
  log: silentLog,
});
process.stdin.once('data', () => {
  watch.goodbye();
  process.exit(0);
});
process.stdout.write('watched\n');
