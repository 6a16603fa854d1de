import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconCopy } from '@tabler/icons-react';
import { useId } from 'react';
import type { ReactElement } from 'react';
import type { DeliveryLine } from '../../../shared/ipc/notices.ts';
import { useDeliveries } from '../../live/notices.ts';
import { useMinute } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import type { Translate } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import classes from './notices.module.css';

function whatWords({ what, number, count }: DeliveryLine, t: Translate): string {
  const name =
    what === 'test'
      ? t('noticeCentre:log.test')
      : what === 'group'
        ? t('noticeCentre:log.group', { count })
        : t(`notices:ticket.${what}`);
  return number > 0 ? `${name} #${String(number)}` : name;
}

function outcomeWords({ delivery, reason, isHeard, isListed }: DeliveryLine, t: Translate): string {
  return [
    t(`noticeCentre:delivery.${delivery}`, { reason }),
    ...(isHeard ? [t('noticeCentre:log.heard')] : []),
    ...(isListed ? [t('noticeCentre:log.listed')] : []),
  ].join(', ');
}

/** What became of the last hundred notices, to read or to pass on: it holds no customer's words. */
export function DeliveryLogSection(): ReactElement {
  const t = useText();
  const format = useFormat();
  const nowMs = useMinute();
  const attempt = useAttempt();
  const headingId = useId();
  const lines = useDeliveries() ?? [];

  function copy(): void {
    const text = lines
      .map((line) =>
        [new Date(line.atMs).toISOString(), whatWords(line, t), outcomeWords(line, t)].join('\t'),
      )
      .join('\n');
    attempt(async () => {
      await navigator.clipboard.writeText(text);
      notifications.show({ message: t('noticeCentre:log.copied') });
    });
  }

  return (
    <section className={classes['section']} aria-labelledby={headingId}>
      <div className={classes['state']}>
        <h3 className={classes['heading']} id={headingId}>
          {t('noticeCentre:log.title')}
        </h3>
        <span className={classes['spring']} />
        <Button
          size="compact-xs"
          variant="default"
          leftSection={<IconCopy size={13} stroke={1.8} />}
          disabled={lines.length === 0}
          onClick={copy}
        >
          {t('noticeCentre:log.copy')}
        </Button>
      </div>
      {lines.length === 0 ? (
        <p className={classes['hint']}>{t('noticeCentre:log.empty')}</p>
      ) : (
        <div className={classes['scroll']} tabIndex={0} role="group" aria-labelledby={headingId}>
          <table className={classes['log']}>
            <thead>
              <tr>
                <th scope="col">{t('noticeCentre:log.when')}</th>
                <th scope="col">{t('noticeCentre:log.what')}</th>
                <th scope="col">{t('noticeCentre:log.outcome')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.id}>
                  <td>
                    <time dateTime={new Date(line.atMs).toISOString()} title={format.full(line.atMs)}>
                      {format.moment(line.atMs, nowMs)}
                    </time>
                  </td>
                  <td>{whatWords(line, t)}</td>
                  <td>{outcomeWords(line, t)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
