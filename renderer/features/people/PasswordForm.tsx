import { Button, PasswordInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import type { BatonError } from '../../../shared/errors.ts';
import { isAcceptablePassword, PASSWORD_MIN_LENGTH } from '../../../shared/sync/people.ts';
import { asBatonError, invoke } from '../../bridge.ts';
import { useText } from '../../ui/text.ts';
import { Failure } from './Failure.tsx';
import classes from './people.module.css';

/** Changes the own password; the other devices are signed out with it. */
export function PasswordForm(): ReactElement {
  const t = useText();
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [error, setError] = useState<BatonError | null>(null);
  const isGood = isAcceptablePassword(next);

  async function change(): Promise<void> {
    setIsBusy(true);
    setError(null);
    try {
      await invoke('account.changePassword', { current, next });
      setCurrent('');
      setNext('');
      setHasTried(false);
      notifications.show({ message: t('team:changed'), color: 'green' });
    } catch (thrown) {
      setError(asBatonError(thrown));
    } finally {
      setIsBusy(false);
    }
  }

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (isGood && !isBusy) void change();
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
