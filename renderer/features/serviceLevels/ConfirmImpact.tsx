import { Button, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { TicketId } from '../../../shared/domain/ids.ts';
import type { SlaChange } from '../../../shared/domain/sla/slaImpact.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useText } from '../../ui/text.ts';
import { Impact } from './Impact.tsx';
import classes from './serviceLevels.module.css';

/** Something that is asked first, beside what it would do. */
export interface ImpactWish {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly isDangerous: boolean;
  readonly change: SlaChange;
  readonly run: () => void;
}

interface ConfirmImpactProps {
  readonly wish: ImpactWish | null;
  readonly onClose: () => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** Asks whether a change is really meant, beside what it would do to the open tickets. */
export function ConfirmImpact({ wish, onClose, onOpenTicket }: ConfirmImpactProps): ReactElement {
  const t = useText();
  return (
    <Dialog opened={wish !== null} onClose={onClose} title={wish?.title ?? ''} size={560} centered>
      {wish && (
        <>
          <Text size="sm" mb={12}>
            {wish.text}
          </Text>
          <Impact change={wish.change} onOpenTicket={onOpenTicket} />
          <div className={classes['buttons']}>
            <Button variant="default" onClick={onClose} data-autofocus>
              {t('cancel')}
            </Button>
            <Button
              {...(wish.isDangerous && { color: 'red' })}
              onClick={() => {
                onClose();
                wish.run();
              }}
            >
              {wish.confirm}
            </Button>
          </div>
        </>
      )}
    </Dialog>
  );
}
