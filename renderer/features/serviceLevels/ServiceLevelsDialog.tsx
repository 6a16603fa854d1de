import { Tabs } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../shared/domain/ids.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useText } from '../../ui/text.ts';
import { useLeaveGuard } from '../../ui/useLeaveGuard.tsx';
import { CalendarsTab } from './calendars/CalendarsTab.tsx';
import { PoliciesTab } from './policies/PoliciesTab.tsx';

interface ServiceLevelsDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

type Tab = 'policies' | 'calendars';

/** By when tickets are to be answered and solved, and which hours count. Supervisors and administrators change it. */
export function ServiceLevelsDialog({
  isOpen,
  onClose,
  onOpenTicket,
}: ServiceLevelsDialogProps): ReactElement {
  const t = useText();
  const [tab, setTab] = useState<Tab>('policies');
  /** What is being edited and holds changes that are not saved. */
  const [dirtyName, setDirtyName] = useState<string | null>(null);
  const leave = useLeaveGuard(dirtyName !== null, dirtyName ?? '');
  const go = (step: () => void): void =>
    leave(() => {
      setDirtyName(null);
      step();
    });
  const parts = { go, onDirty: setDirtyName };
  const openTicket = (ticketId: TicketId): void =>
    go(() => {
      onClose();
      onOpenTicket(ticketId);
    });
  return (
    <Dialog opened={isOpen} onClose={() => go(onClose)} title={t('serviceLevels:title')} size={1160} centered>
      {isOpen && (
        <Tabs
          value={tab}
          onChange={(next) => {
            if (next !== tab) go(() => setTab(next as Tab));
          }}
          keepMounted={false}
        >
          <Tabs.List mb={14}>
            <Tabs.Tab value="policies">{t('serviceLevels:policies')}</Tabs.Tab>
            <Tabs.Tab value="calendars">{t('serviceLevels:calendars')}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="policies">
            <PoliciesTab {...parts} onOpenTicket={openTicket} />
          </Tabs.Panel>
          <Tabs.Panel value="calendars">
            <CalendarsTab {...parts} onClose={() => go(onClose)} onOpenTicket={openTicket} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Dialog>
  );
}
