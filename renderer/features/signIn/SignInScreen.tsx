import { Alert, Button, PasswordInput, SegmentedControl, TextInput } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import type { ReactElement, SyntheticEvent } from 'react';
import { isInvitationCode, readInvitation } from '../../../shared/domain/invitation.ts';
import type { ErrorCode } from '../../../shared/errors.ts';
import type { SessionState } from '../../../shared/ipc/session.ts';
import { asBatonError, invoke } from '../../bridge.ts';
import { Logo } from '../../ui/Logo.tsx';
import { useText } from '../../ui/text.ts';
import { useErrorCodeText } from '../../ui/useErrorText.ts';
import { useSubmit } from '../../ui/useSubmit.ts';
import { KeyStoreNote } from './KeyStoreNote.tsx';
import { LanguageChoice } from './LanguageChoice.tsx';
import { JoinForm, type KnownInvitation } from './JoinForm.tsx';
import { SignInProblem } from './SignInProblem.tsx';
import classes from './SignInScreen.module.css';

type Method = 'password' | 'code';

interface SignInScreenProps {
  readonly session: Extract<SessionState, { name: 'signedOut' }>;
}

/** Signing in by password, one-time code or invitation. What was used last is filled in; what goes wrong is said beside the form. */
export function SignInScreen({ session }: SignInScreenProps): ReactElement {
  const t = useText();
  const errorCodeText = useErrorCodeText();
  const { invitation: link } = session;
  const offered = useMemo(() => (link === undefined ? null : readInvitation(link)), [link]);
  const [method, setMethod] = useState<Method>(offered ? 'code' : 'password');
  const [server, setServer] = useState(offered?.server ?? session.server);
  const [email, setEmail] = useState(session.email);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState(offered?.code ?? '');
  const [hasTried, setHasTried] = useState(false);
  const { isBusy, error, submit } = useSubmit();
  /** What is wrong with the link the system has opened, until something is tried by hand. */
  const [linkProblem, setLinkProblem] = useState<ErrorCode | null>(null);
  const [invitation, setInvitation] = useState<KnownInvitation | null>(null);

  const missing = {
    server: server.trim() === '',
    email: method === 'password' && email.trim() === '',
    password: method === 'password' && password === '',
    code: method === 'code' && code.trim() === '',
  };
  const isComplete = !Object.values(missing).some(Boolean);

  /** A link says its server; what is pasted is taken apart, so that both fields show what will be used. */
  function typeCode(text: string): void {
    const pasted = readInvitation(text);
    if (pasted.server !== null) setServer(pasted.server);
    setCode(pasted.server === null ? text : pasted.code);
  }

  async function enterByCode(at: string, used: string): Promise<void> {
    if (!isInvitationCode(used)) {
      await invoke('session.redeem', { server: at, code: used });
      return;
    }
    const facts = await invoke('session.invitation', { server: at, code: used });
    setInvitation({ server: at, code: used, facts });
  }

  // A link that the system has opened needs no click: what it is for shows as soon as the server has said.
  useEffect(() => {
    if (!offered || offered.server === null) return undefined;
    const { server: at, code: used } = offered;
    let isStale = false;
    invoke('session.invitation', { server: at, code: used }).then(
      (facts) => {
        if (!isStale) setInvitation({ server: at, code: used, facts });
      },
      (thrown: unknown) => {
        if (!isStale) setLinkProblem(asBatonError(thrown).code);
      },
    );
    return () => {
      isStale = true;
    };
  }, [offered]);

  function onSubmit(event: SyntheticEvent): void {
    event.preventDefault();
    setHasTried(true);
    if (!isComplete) return;
    setLinkProblem(null);
    submit(() =>
      method === 'password'
        ? invoke('session.signIn', { server: server.trim(), email: email.trim(), password })
        : enterByCode(server.trim(), code.trim()),
    );
  }

  const problem = error?.code ?? linkProblem;
  const need = (isMissing: boolean, text: string): string | false => hasTried && isMissing && text;

  if (invitation) {
    return (
      <main className={classes['screen']}>
        <JoinForm invitation={invitation} onBack={() => setInvitation(null)} />
      </main>
    );
  }
  return (
    <main className={classes['screen']}>
      <LanguageChoice />
      <form className={classes['form']} onSubmit={onSubmit} noValidate>
        <div className={classes['head']}>
          <Logo size={40} />
          <h1 className={classes['title']}>{t('session:title')}</h1>
          <p className={classes['subtitle']}>{t('session:subtitle')}</p>
        </div>
        {problem !== null && <SignInProblem problem={problem} />}
        {problem === null && session.problem !== null && (
          <Alert
            color="blue"
            variant="light"
            icon={<IconInfoCircle size={17} />}
            title={t('session:endedTitle')}
            role="status"
          >
            {errorCodeText(session.problem)}
          </Alert>
        )}
        <SegmentedControl<Method>
          fullWidth
          size="xs"
          aria-label={t('session:method')}
          value={method}
          onChange={setMethod}
          data={[
            { value: 'password', label: t('session:withPassword') },
            { value: 'code', label: t('session:withCode') },
          ]}
        />
        <TextInput
          label={t('session:server')}
          placeholder={t('session:serverPlaceholder')}
          description={session.server === '' ? t('session:serverHint') : undefined}
          inputMode="url"
          autoComplete="url"
          spellCheck={false}
          value={server}
          onChange={(event) => setServer(event.currentTarget.value)}
          error={need(missing.server, t('session:missingServer'))}
          autoFocus={session.server === ''}
        />
        {method === 'password' ? (
          <>
            <TextInput
              label={t('session:email')}
              type="email"
              autoComplete="username"
              spellCheck={false}
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              error={need(missing.email, t('session:missingEmail'))}
            />
            <PasswordInput
              label={t('session:password')}
              autoComplete="current-password"
              visibilityToggleButtonProps={{ 'aria-label': t('session:showPassword') }}
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              error={need(missing.password, t('session:missingPassword'))}
              autoFocus={session.server !== ''}
            />
          </>
        ) : (
          <TextInput
            label={t('session:code')}
            description={t('session:codeHint')}
            autoComplete="one-time-code"
            spellCheck={false}
            value={code}
            onChange={(event) => typeCode(event.currentTarget.value)}
            error={need(missing.code, t('session:missingCode'))}
          />
        )}
        <Button type="submit" fullWidth loading={isBusy}>
          {t('session:signIn')}
        </Button>
        <KeyStoreNote />
      </form>
    </main>
  );
}
