import { Alert, Button, PasswordInput } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import type { ErrorCode } from '../../../shared/errors.ts';
import {
  isAcceptablePassword,
  PASSWORD_MIN_LENGTH,
  type InvitationFacts,
} from '../../../shared/sync/people.ts';
import { asBatonError, invoke } from '../../bridge.ts';
import { Logo } from '../../ui/Logo.tsx';
import { useText } from '../../ui/text.ts';
import { useErrorCodeText } from '../../ui/useErrorText.ts';
import classes from './SignInScreen.module.css';

/** An invitation the server knows. */
export interface KnownInvitation {
  readonly server: string;
  readonly code: string;
  readonly facts: InvitationFacts;
}

interface JoinFormProps {
  readonly invitation: KnownInvitation;
  readonly onBack: () => void;
}

/** Choosing a password with an invitation, and going in. */
export function JoinForm({ invitation, onBack }: JoinFormProps): ReactElement {
  const t = useText();
  const errorCodeText = useErrorCodeText();
  const { server, code, facts } = invitation;
  const { kind, name, email, workspaceName: workspace } = facts;
  const [password, setPassword] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const isGood = isAcceptablePassword(password);

  async function join(): Promise<void> {
    setIsBusy(true);
    setProblem(null);
    try {
      await invoke('session.join', { server, code, password });
    } catch (thrown) {
      setProblem(asBatonError(thrown).code);
    } finally {
      setIsBusy(false);
    }
  }

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (isGood && !isBusy) void join();
  }

  return (
    <form className={classes['form']} onSubmit={onSubmit} noValidate>
      <div className={classes['head']}>
        <Logo size={40} />
        <h1 className={classes['title']}>
          {kind === 'join' ? t('team:welcome', { workspace }) : t('team:resetWelcome')}
        </h1>
        <p className={classes['subtitle']}>
          {t(kind === 'join' ? 'team:welcomeText' : 'team:resetText', { name, email, workspace })}
        </p>
        <p className={classes['subtitle']}>{server}</p>
      </div>
      {problem !== null && (
        <Alert
          color="red"
          variant="light"
          icon={<IconAlertCircle size={17} />}
          title={t('session:problemTitle')}
          role="alert"
        >
          {errorCodeText(problem)}
        </Alert>
      )}
      {/* Password managers keep the pair. */}
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <PasswordInput
        label={t('team:choose')}
        description={t('team:passwordHint', { least: PASSWORD_MIN_LENGTH })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        autoComplete="new-password"
        autoFocus
        visibilityToggleButtonProps={{ 'aria-label': t('session:showPassword') }}
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        error={hasTried && !isGood && t('team:tooShort', { least: PASSWORD_MIN_LENGTH })}
      />
      <Button type="submit" fullWidth loading={isBusy}>
        {t('team:joinNow')}
      </Button>
      <Button variant="subtle" color="gray" fullWidth onClick={onBack}>
        {t('team:otherInvitation')}
      </Button>
    </form>
  );
}
