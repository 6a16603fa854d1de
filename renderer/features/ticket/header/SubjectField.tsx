import { TextInput, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { SUBJECT_MAX_LENGTH } from '../../../../shared/domain/ticket/ticket.ts';
import { useText } from '../../../ui/text.ts';
import { KeyTip } from '../KeyTip.tsx';
import classes from './SubjectField.module.css';

interface SubjectFieldProps {
  readonly subject: string;
  readonly isEditing: boolean;
  readonly isLocked: boolean;
  readonly onEdit: () => void;
  /** The new subject, or null when nothing is to change. */
  readonly onDone: (subject: string | null) => void;
}

/** The subject, editable in place: Enter or leaving the field saves, Escape does not. */
export function SubjectField({
  subject,
  isEditing,
  isLocked,
  onEdit,
  onDone,
}: SubjectFieldProps): ReactElement {
  const t = useText();
  const shown = subject === '' ? t('noSubject') : subject;
  if (isEditing) return <SubjectEditor subject={subject} onDone={onDone} />;
  return (
    <h1 className={classes['subject']} title={shown}>
      {isLocked ? (
        <span className="selectable">{shown}</span>
      ) : (
        <KeyTip label={t('ticket:header.editSubject')} shortcut="subject">
          <UnstyledButton className={classes['button']} onClick={onEdit}>
            {shown}
          </UnstyledButton>
        </KeyTip>
      )}
    </h1>
  );
}

function SubjectEditor({ subject, onDone }: Pick<SubjectFieldProps, 'subject' | 'onDone'>): ReactElement {
  const t = useText();
  const [value, setValue] = useState(subject);
  const wanted = value.trim();
  const save = (): void => onDone(wanted === '' || wanted === subject ? null : wanted);
  return (
    <TextInput
      className={classes['field'] ?? ''}
      classNames={{ input: classes['input'] ?? '' }}
      aria-label={t('ticket:header.subject')}
      value={value}
      maxLength={SUBJECT_MAX_LENGTH}
      autoFocus
      onFocus={(event) => event.currentTarget.select()}
      onChange={(event) => setValue(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') save();
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}
