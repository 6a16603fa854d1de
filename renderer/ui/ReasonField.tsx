import { Radio, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { TRANSFER_REASONS } from '../../shared/domain/ticket/ticket.ts';
import type { TransferReason } from '../../shared/domain/ticket/ticket.ts';
import type { ReasonDraft } from '../../shared/domain/ticket/transferReason.ts';
import classes from './ReasonField.module.css';
import { useText } from './text.ts';

const REASON_TEXT_MAX_LENGTH = 1000;

interface ReasonFieldProps {
  readonly label: string;
  readonly nameOf: (code: TransferReason['code']) => string;
  readonly reason: ReasonDraft;
  /** The person has tried to go on: what is missing is said. */
  readonly isChecked: boolean;
  readonly onChange: (reason: ReasonDraft) => void;
}

/** Why a ticket goes on: a code, and words where the code says nothing. */
export function ReasonField(props: ReasonFieldProps): ReactElement {
  const { label, nameOf, isChecked, onChange } = props;
  const { code, text } = props.reason;
  const t = useText();
  return (
    <>
      <Radio.Group
        label={label}
        value={code}
        onChange={(value) => onChange({ code: value, text })}
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
          onChange={(event) => onChange({ code, text: event.currentTarget.value })}
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
