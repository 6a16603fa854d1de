import { Alert, Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { ReactElement, ReactNode, SyntheticEvent } from 'react';
import { Failure } from './Failure.tsx';
import classes from './SettingForm.module.css';
import { useText } from './text.ts';
import { useSubmit } from './useSubmit.ts';

interface SettingFormProps {
  /** What it is called as it is typed now. */
  readonly name: string;
  /** Something in it would be lost. */
  readonly isChanged: boolean;
  readonly isNew: boolean;
  /** Somebody else has changed what is stored since the form began. */
  readonly isOvertaken: boolean;
  /** Nothing is wrong in it. */
  readonly canSave: boolean;
  /** It was tried to save what cannot be saved: what is wrong is marked. */
  readonly hasTried: boolean;
  readonly onTry: () => void;
  /** What fails is said over the fields. */
  readonly save: () => Promise<unknown>;
  readonly onCancel: () => void;
  readonly cancelLabel: string;
  /** The name while something would be lost, else `null`. */
  readonly onDirty: (name: string | null) => void;
  /** What it means, beside the fields. */
  readonly aside?: ReactNode;
  readonly asideWidth?: number;
  /** What stands at the other end of the buttons. */
  readonly first?: ReactNode;
  readonly children: ReactNode;
}

/** One setting in full: fields that scroll over buttons that stay. What is typed stays when it cannot be saved. */
export function SettingForm({
  name,
  isChanged,
  isNew,
  isOvertaken,
  canSave,
  hasTried,
  onTry,
  save,
  onCancel,
  cancelLabel,
  onDirty,
  aside,
  asideWidth = 350,
  first,
  children,
}: SettingFormProps): ReactElement {
  const t = useText();
  const formRef = useRef<HTMLFormElement>(null);
  const { isBusy, error, submit } = useSubmit();
  useEffect(() => onDirty(isChanged ? name : null), [isChanged, name, onDirty]);

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    if (isBusy) return;
    onTry();
    if (canSave) submit(save);
    else
      requestAnimationFrame(() =>
        formRef.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-problem]')?.focus(),
      );
  }

  return (
    <form ref={formRef} className={classes['form']} onSubmit={onSubmit} noValidate aria-label={name}>
      <div
        className={classes['panes']}
        style={{ gridTemplateColumns: `minmax(0, 1fr)${aside ? ` ${String(asideWidth)}px` : ''}` }}
      >
        <div className={classes['fields']} tabIndex={0} role="group" aria-label={name}>
          {error && <Failure error={error} />}
          {isOvertaken && (
            <Alert color="yellow" variant="light" role="status">
              {t('departments:changedElsewhere')}
            </Alert>
          )}
          {children}
        </div>
        {aside && (
          <aside className={classes['fields']} tabIndex={0} aria-label={t('serviceLevels:preview')}>
            {aside}
          </aside>
        )}
      </div>
      <div className={classes['buttons']}>
        <div className={classes['first']}>{first}</div>
        {hasTried && !canSave && (
          <p className={classes['problem']} role="status">
            {t('serviceLevels:fix')}
          </p>
        )}
        <Button variant="default" onClick={onCancel}>
          {cancelLabel}
        </Button>
        <Button type="submit" loading={isBusy} disabled={!isChanged && !isNew}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
}
