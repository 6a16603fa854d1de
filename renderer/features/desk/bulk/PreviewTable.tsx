import { Checkbox, ScrollArea, Table } from '@mantine/core';
import { IconAlertTriangle, IconPingPong } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { NOBODY, type Holder } from '../../../../shared/domain/ticket/ticket.ts';
import type { BulkLine } from '../../../../shared/ipc/bulk.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useText } from '../../../ui/text.ts';
import classes from './bulk.module.css';

/** From this many hops on a move is warned about. Source: product design, section 4 ("a third hop warns first"). */
const WARN_AT_HOPS = 3;

interface PreviewTableProps {
  readonly label: string;
  readonly lines: readonly BulkLine[];
  readonly left: ReadonlySet<TicketId>;
  readonly onLeave: (left: ReadonlySet<TicketId>) => void;
  /** The agent everything was to go to, by name; `''` when there is none. */
  readonly agentName: string;
}

/** What would become of each ticket, with a box to leave it where it is. */
export function PreviewTable({ label, lines, left, onLeave, agentName }: PreviewTableProps): ReactElement {
  const t = useText();
  const { agents, departments } = useDirectory();
  const departmentName = (id: string): string => departments.get(id)?.value.name ?? t('unknownDepartment');
  const personName = (id: string): string =>
    id === NOBODY ? t('nobody') : (agents.get(id)?.value.name ?? t('formerAgent'));
  const words = (holder: Holder, other: Holder): string =>
    holder.departmentId === other.departmentId
      ? personName(holder.assigneeId)
      : `${departmentName(holder.departmentId)} › ${personName(holder.assigneeId)}`;

  const movable = lines.flatMap(({ ticketId, outcome }) => (outcome === 'moves' ? [ticketId] : []));
  const leaving = movable.filter((ticketId) => left.has(ticketId)).length;

  function toggle(ticketId: TicketId, isIn: boolean): void {
    const next = new Set(left);
    if (isIn) next.delete(ticketId);
    else next.add(ticketId);
    onLeave(next);
  }

  return (
    <ScrollArea.Autosize mah="30vh" viewportProps={{ tabIndex: 0, 'aria-label': label }}>
      <Table verticalSpacing={5} horizontalSpacing={8} className={classes['table'] ?? ''}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>
              <Checkbox
                size="xs"
                aria-label={t('assignment:bulk.includeAll')}
                disabled={movable.length === 0}
                checked={movable.length > 0 && leaving === 0}
                indeterminate={leaving > 0 && leaving < movable.length}
                onChange={(event) => onLeave(new Set(event.currentTarget.checked ? [] : movable))}
              />
            </Table.Th>
            <Table.Th>{t('assignment:bulk.ticket')}</Table.Th>
            <Table.Th>{t('assignment:bulk.from')}</Table.Th>
            <Table.Th>{t('assignment:bulk.to')}</Table.Th>
            <Table.Th>{t('assignment:bulk.remark')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {lines.map((line) => {
            const moves = line.outcome === 'moves';
            const subject = line.subject === '' ? t('noSubject') : line.subject;
            const name = line.number > 0 ? `#${String(line.number)}` : subject;
            return (
              <Table.Tr key={line.ticketId} data-stays={!moves || undefined}>
                <Table.Td>
                  <Checkbox
                    size="xs"
                    aria-label={t('assignment:bulk.include', { ticket: name })}
                    disabled={!moves}
                    checked={moves && !left.has(line.ticketId)}
                    onChange={(event) => toggle(line.ticketId, event.currentTarget.checked)}
                  />
                </Table.Td>
                <Table.Td>
                  <span className={classes['subject']} title={subject}>
                    {line.number > 0 && `${name} `}
                    {subject}
                  </span>
                </Table.Td>
                <Table.Td>{words(line.from, line.to)}</Table.Td>
                <Table.Td>{moves ? words(line.to, line.from) : '–'}</Table.Td>
                <Table.Td>
                  <Remark line={line} agentName={agentName} />
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

function Remark({
  line,
  agentName,
}: {
  readonly line: BulkLine;
  readonly agentName: string;
}): ReactElement | null {
  const t = useText();
  if (line.outcome !== 'moves') {
    return (
      <span className={classes['remark']}>{t(`assignment:bulk.${line.outcome}`, { name: agentName })}</span>
    );
  }
  if (line.isPingPong) {
    return (
      <span className={classes['remark']} data-tone="danger">
        <IconPingPong size={14} aria-hidden />
        {t('assignment:bulk.pingPong')}
      </span>
    );
  }
  if (line.hops < WARN_AT_HOPS) return null;
  return (
    <span className={classes['remark']} data-tone="warning">
      <IconAlertTriangle size={14} aria-hidden />
      {t('assignment:bulk.hops', { hops: line.hops })}
    </span>
  );
}
