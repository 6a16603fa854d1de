import { Button, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import { isAcceptablePassword, PASSWORD_MIN_LENGTH } from '../../../shared/sync/people.ts';
import { invoke } from '../../bridge.ts';
import { Failure } from '../../ui/Failure.tsx';
import { useText } from '../../ui/text.ts';
import { useSubmit } from '../../ui/useSubmit.ts';
import classes from './people.module.css';

/** Changes the own password; the other devices are signed out with it. */
export function PasswordForm(): ReactElement {
  const t = useText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const { isBusy, error, submit } = useSubmit();
  const isGood = isAcceptablePassword(next);

  async function change(): Promise<void> {
    await invoke('account.changePassword', { current, next });
    setCurrent('');
    setNext('');
    setHasTried(false);
    notifications.show({ message: t('team:changed'), color: 'green' });
  }

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (isGood) submit(change);
  }

  const toggle = { 'aria-label': t('session:showPassword') };
  return (
    <form className={classes['form']} onSubmit={onSubmit} noValidate>
      {error && <Failure error={error} />}
      <PasswordInput
        label={t('team:current')}
        description={t('team:noCurrent')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="current-password"
        visibilityToggleButtonProps={toggle}
        value={current}
        onChange={(event) => setCurrent(event.currentTarget.value)}
      />
      <PasswordInput
        label={t('team:next')}
        description={t('team:passwordHint', { least: PASSWORD_MIN_LENGTH })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
        value={next}
        onChange={(event) => setNext(event.currentTarget.value)}
        error={hasTried && !isGood && t('team:tooShort', { least: PASSWORD_MIN_LENGTH })}
      />
      <div className={classes['buttons']}>
        <Button type="submit" loading={isBusy}>
          {t('team:change')}
        </Button>
      </div>
    </form>
  );
}
