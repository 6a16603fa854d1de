import { Button, PasswordInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import {
  isAcceptablePassword,
  PASSWORD_MIN_LENGTH,
  type InvitationFacts,
} from '../../../shared/sync/people.ts';
import { invoke } from '../../bridge.ts';
import { Logo } from '../../ui/Logo.tsx';
import { useText } from '../../ui/text.ts';
import { useSubmit } from '../../ui/useSubmit.ts';
import { SignInProblem } from './SignInProblem.tsx';
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
  const { server, code, facts } = invitation;
  const { kind, name, email, workspaceName: workspace } = facts;
  const [password, setPassword] = useState('');
  const [hasTried, setHasTried] = useState(false);
  const { isBusy, error, submit } = useSubmit();
  const isGood = isAcceptablePassword(password);

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (isGood) submit(() => invoke('session.join', { server, code, password }));
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
      {error && <SignInProblem problem={error.code} />}
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
