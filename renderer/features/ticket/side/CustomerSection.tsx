import { ActionIcon, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy, IconCrown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { Contact } from '../../../../shared/domain/contact.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { useFormat } from '../../../ui/format.ts';
import { languageName } from '../../../ui/languageNames.ts';
import { useText } from '../../../ui/text.ts';
import classes from './CustomerSection.module.css';

interface CustomerSectionProps {
  readonly contact: Contact | null;
  readonly organisation: Contact | null;
}

/** Who the customer is and how to reach them. */
export function CustomerSection({ contact, organisation }: CustomerSectionProps): ReactElement {
  const t = useText();
  const { locale } = useFormat();
  if (!contact) return <p className={classes['unknown']}>{t('sidePanel:customerUnknownHint')}</p>;
  const facts: readonly (readonly [string, string])[] = [
    [t('sidePanel:organisation'), organisation?.name ?? ''],
    [t('sidePanel:plan'), contact.plan],
    [t('sidePanel:language'), languageName(contact.language, locale)],
  ];
  return (
    <>
      <div className={classes['person']}>
        <Avatar id={contact.id} name={contact.name} size={30} isLabelled={false} />
        <span className={`${classes['name'] ?? ''} selectable`}>{contact.name}</span>
        {contact.isVip && (
          <span className={classes['vip']}>
            <IconCrown size={12} stroke={2.2} aria-hidden />
            {t('vip')}
          </span>
        )}
      </div>
      <dl className={classes['facts']}>
        {facts
          .filter(([, value]) => value !== '')
          .map(([name, value]) => (
            <div key={name} className={classes['fact']}>
              <dt>{name}</dt>
              <dd className="selectable" title={value}>
                {value}
              </dd>
            </div>
          ))}
        {contact.emails.map((email) => (
          <Reach key={email} name={t('sidePanel:email')} value={email} href={`mailto:${email}`} />
        ))}
        {contact.phones.map((phone) => (
          <Reach
            key={phone}
            name={t('sidePanel:phone')}
            value={phone}
            href={`tel:${phone.replace(/\s/g, '')}`}
          />
        ))}
      </dl>
      {contact.notes.trim() !== '' && (
        <div className={classes['notes']}>
          <span className={classes['notesTitle']}>{t('sidePanel:notes')}</span>
          <p className="selectable">{contact.notes}</p>
        </div>
      )}
    </>
  );
}

interface ReachProps {
  readonly name: string;
  readonly value: string;
  readonly href: string;
}

function Reach({ name, value, href }: ReachProps): ReactElement {
  const t = useText();
  return (
    <div className={classes['fact']}>
      <dt>{name}</dt>
      <dd className={classes['reach']}>
        <a className="selectable" href={href} target="_blank" rel="noreferrer" title={value}>
          {value}
        </a>
        <CopyButton value={value}>
          {({ copied, copy }) => (
            <ActionIcon
              className={classes['copy'] ?? ''}
              variant="subtle"
              color="gray"
              size={20}
              aria-label={copied ? t('copied') : t('sidePanel:copy', { what: value })}
              onClick={copy}
            >
              {copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
            </ActionIcon>
          )}
        </CopyButton>
      </dd>
    </div>
  );
}
