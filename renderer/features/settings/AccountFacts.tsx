import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AgentValue } from '../../../shared/domain/settings.ts';
import { useDirectory } from '../../live/directory.ts';
import { useText } from '../../ui/text.ts';
import { useSignOut } from '../../ui/useSignOut.tsx';
import { SettingLine, ValueLine } from './SettingLine.tsx';
import classes from './settings.module.css';

interface AccountFactsProps {
  readonly email: string;
  /** Undefined until the team is here. */
  readonly me: AgentValue | undefined;
}

/** Who is signed in, and the way out. */
export function AccountFacts({ email, me }: AccountFactsProps): ReactElement {
  const t = useText();
  const signOut = useSignOut();
  const { departments } = useDirectory();
  const names = (me?.departmentIds ?? []).flatMap((id) => departments.get(id)?.value.name ?? []);
  return (
    <>
      {me && <ValueLine id="own-name" label={t('settings:account.name')} value={me.name} />}
      <SettingLine id="own-email" label={t('settings:account.email')}>
        <span className={classes['value']}>{email}</span>
        <Button size="compact-xs" variant="default" onClick={signOut}>
          {t('session:signOut')}
        </Button>
      </SettingLine>
      {me && <ValueLine id="own-role" label={t('settings:account.role')} value={t(`role.${me.role}`)} />}
      {me && (
        <ValueLine
          id="own-departments"
          label={t('settings:account.departments')}
          value={names.length === 0 ? t('settings:account.noDepartments') : names.join(', ')}
        />
      )}
    </>
  );
}
