import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { BatonError } from '../../../../shared/errors.ts';
import { DialogFooter } from '../../../ui/DialogFooter.tsx';
import { Failure } from '../../../ui/Failure.tsx';
import { ReasonField } from '../../../ui/ReasonField.tsx';
import { useText } from '../../../ui/text.ts';
import classes from './bulk.module.css';
import { PreviewTable } from './PreviewTable.tsx';
import type { Moves } from './useMoves.ts';

interface MovesPartProps {
  readonly moves: Moves;
  /** Why there is no preview. */
  readonly problem: BatonError | null;
  /** The agent everything was to go to, by name; `''` when there is none. */
  readonly agentName: string;
  /** Said instead of a preview that would be empty. */
  readonly empty: string;
  readonly onClose: () => void;
}

/** What will happen, why, and the button that does it. */
export function MovesPart({ moves, problem, agentName, empty, onClose }: MovesPartProps): ReactElement {
  const t = useText();
  const { lines, left, leave, moving, asksReason, reason, setReason, isChecked, isBusy, run } = moves;
  const failure = moves.error ?? problem;
  return (
    <>
      <section aria-label={t('assignment:bulk.preview')}>
        <h3 className={classes['heading']}>{t('assignment:bulk.preview')}</h3>
        {lines.length > 0 ? (
          <PreviewTable
            label={t('assignment:bulk.preview')}
            lines={lines}
            left={left}
            onLeave={leave}
            agentName={agentName}
          />
        ) : (
          <p className={classes['quiet']}>{empty}</p>
        )}
      </section>
      {asksReason && (
        <ReasonField
          label={t('assignment:bulk.reason')}
          nameOf={(code) => t(`ticket:reasons.${code}`)}
          reason={reason}
          isChecked={isChecked}
          onChange={setReason}
        />
      )}
      {failure && <Failure error={failure} />}
      <DialogFooter>
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button loading={isBusy} disabled={moving.length === 0} onClick={run}>
          {t('assignment:bulk.confirm', { count: moving.length })}
        </Button>
      </DialogFooter>
    </>
  );
}
