import { Skeleton, UnstyledButton } from '@mantine/core';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { NOBODY } from '../../../shared/domain/ticket/ticket.ts';
import type { ReportNumber } from '../../../shared/ipc/reports.ts';
import { useDirectory } from '../../live/directory.ts';
import { useCommand } from '../../live/useCommand.ts';
import { useMinute } from '../../ui/clock.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useFormat } from '../../ui/format.ts';
import { StatusMark } from '../../ui/StatusBadge.tsx';
import { useText } from '../../ui/text.ts';
import { useErrorText } from '../../ui/useErrorText.ts';
import classes from './ReportTickets.module.css';

interface ReportTicketsProps {
  readonly number: ReportNumber;
  /** What the number is: "First response, breached: Billing". */
  readonly title: string;
  readonly onOpenTicket: (ticketId: TicketId) => void;
  readonly onClose: () => void;
}

/** The tickets behind a number of a report: each opens. */
export function ReportTickets({ number, title, onOpenTicket, onClose }: ReportTicketsProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const nowMs = useMinute();
  const { agents } = useDirectory();
  const { value, error } = useCommand('reports.tickets', number);
  const nameOf = (id: string): string =>
    id === NOBODY ? t('nobody') : (agents.get(id)?.value.name ?? t('formerAgent'));
  return (
    <Dialog opened onClose={onClose} title={title} size={820} centered>
      {error && <p role="alert">{errorText(error)}</p>}
      {!value && !error && <Skeleton height={160} role="status" aria-label={t('loading')} />}
      {value && (
        <>
          <p className={classes['count']}>
            {value.total > value.tickets.length
              ? t('reports:shownOf', { shown: format.number(value.tickets.length), count: value.total })
              : t('tickets', { count: value.total })}
          </p>
          <table className={classes['table']} aria-label={title}>
            <thead>
              <tr>
                <th scope="col">{t('reports:ticket')}</th>
                <th scope="col">{t('reports:heldBy')}</th>
                <th scope="col">{t('reports:when')}</th>
                <th scope="col" className={classes['number']}>
                  {t('reports:businessTime')}
                </th>
                <th scope="col" className={classes['number']}>
                  {t('reports:clockTime')}
                </th>
              </tr>
            </thead>
            <tbody>
              {value.tickets.map(({ row, atMs, agentId, wallMs, businessMs }) => (
                <tr key={row.id}>
                  <td>
                    <UnstyledButton className={classes['ticket']} onClick={() => onOpenTicket(row.id)}>
                      <StatusMark status={row.status} size={14} />
                      <span className={classes['ref']}>#{row.number}</span>
                      <span className={classes['subject']}>{row.subject || t('noSubject')}</span>
                    </UnstyledButton>
                  </td>
                  <td className={classes['holder']}>{nameOf(agentId)}</td>
                  <td className={classes['when']} title={format.full(atMs)}>
                    {format.moment(atMs, nowMs)}
                  </td>
                  <td className={classes['number']}>
                    {businessMs === null ? '–' : format.duration(businessMs)}
                  </td>
                  <td className={classes['number']}>{wallMs === null ? '–' : format.duration(wallMs)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </Dialog>
  );
}
