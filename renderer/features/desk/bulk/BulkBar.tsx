import { Button, CloseButton } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { BULK_MAX } from '../../../../shared/ipc/bulk.ts';
import { useText } from '../../../ui/text.ts';
import { useDeskStore } from '../deskStore.ts';
import classes from './bulk.module.css';

const NOTHING = new Set<never>();

/** Over the list while tickets are chosen together: how many, and what can be done with them. */
export function BulkBar(): ReactElement | null {
  const t = useText();
  const marked = useDeskStore((state) => state.marked);
  const mark = useDeskStore((state) => state.mark);
  const openDialog = useDeskStore((state) => state.openDialog);
  if (marked.size === 0) return null;
  return (
    <div className={classes['bar']} role="status">
      <span className={classes['count']}>
        {t('assignment:bulk.selected', { count: marked.size })}
        {marked.size === BULK_MAX && ` · ${t('assignment:bulk.most', { most: BULK_MAX })}`}
      </span>
      <Button
        size="compact-sm"
        leftSection={<IconArrowsExchange size={14} stroke={1.9} aria-hidden />}
        onClick={() => openDialog('bulk')}
      >
        {t('assignment:bulk.move')}
      </Button>
      <CloseButton size="sm" aria-label={t('assignment:bulk.unmark')} onClick={() => mark(NOTHING)} />
    </div>
  );
}
