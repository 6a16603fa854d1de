import { Radio, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { TRANSFER_REASONS } from '../../../../shared/domain/ticket/ticket.ts';
import type { TransferReason } from '../../../../shared/domain/ticket/ticket.ts';
import { useText } from '../../../ui/text.ts';
import classes from './TransferDialog.module.css';

const REASON_TEXT_MAX_LENGTH = 1000;

interface ReasonFieldProps {
  readonly label: string;
  readonly nameOf: (code: TransferReason['code']) => string;
  readonly code: TransferReason['code'] | null;
  readonly text: string;
  /** The person has tried to go on: what is missing is said. */
  readonly isChecked: boolean;
  readonly onCode: (code: TransferReason['code']) => void;
  readonly onText: (text: string) => void;
}

/** Why a ticket goes on: a code, and words where the code says nothing. */
export function ReasonField(props: ReasonFieldProps): ReactElement {
  const { label, nameOf, code, text, isChecked, onCode, onText } = props;
  const t = useText();
  return (
    <>
      <Radio.Group
        label={label}
        value={code}
        onChange={(value) => onCode(value)}
        error={isChecked && code === null ? t('dialogs:transfer.reasonRequired') : null}
      >
        <div className={classes['reasons']}>
          {TRANSFER_REASONS.map((reason) => (
            <Radio key={reason} value={reason} label={nameOf(reason)} />
          ))}
        </div>
      </Radio.Group>
      {code !== null && (
        <Textarea
          label={t('dialogs:transfer.reasonText')}
          withAsterisk={code === 'other'}
          value={text}
          maxLength={REASON_TEXT_MAX_LENGTH}
          onChange={(event) => onText(event.currentTarget.value)}
          error={
            isChecked && code === 'other' && text.trim() === ''
              ? t('dialogs:transfer.reasonTextRequired')
              : null
          }
          autosize
          minRows={1}
          maxRows={4}
        />
      )}
    </>
  );
}
