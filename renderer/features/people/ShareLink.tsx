import { ActionIcon, CopyButton, Text, TextInput, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { IssuedInvitation } from '../../../shared/ipc/people.ts';
import { useClock } from '../../ui/clock.ts';
import { useFormat } from '../../ui/format.ts';
import { useText } from '../../ui/text.ts';
import classes from './people.module.css';

function Copied({
  label,
  copyLabel,
  value,
}: {
  readonly label: string;
  readonly copyLabel: string;
  readonly value: string;
}): ReactElement {
  const t = useText();
  return (
    <TextInput
      label={label}
      value={value}
      readOnly
      onFocus={(event) => event.currentTarget.select()}
      rightSection={
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? t('copied') : copyLabel}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={copied ? t('copied') : copyLabel}
                onClick={copy}
              >
                {copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      }
    />
  );
}

/** A link that has just been made, to be copied: it is shown this once. */
export function ShareLink({ issued }: { readonly issued: IssuedInvitation }): ReactElement {
  const t = useText();
  const format = useFormat();
  const date = useClock((nowMs) => format.moment(issued.expiresAtMs, nowMs));
  return (
    <div className={classes['form']}>
      <Text size="sm">{t('team:linkText', { date })}</Text>
      <Copied label={t('team:link')} copyLabel={t('team:copyLink')} value={issued.link} />
      <Copied label={t('team:code')} copyLabel={t('team:copyCode')} value={issued.code} />
    </div>
  );
}
