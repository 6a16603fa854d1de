import { Button, Combobox, Loader, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch, IconUserPlus } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import type { Contact } from '../../../shared/domain/contact.ts';
import { useCommand } from '../../live/useCommand.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { useText } from '../../ui/text.ts';
import classes from './ContactField.module.css';
import { contactFromSearch } from './newTicketForm.ts';
import type { ChosenContact, FormProblems } from './newTicketForm.ts';

/** Between the last key and the search. */
const SEARCH_AFTER_MS = 120;
const NEW_OPTION = '\u0000new';

interface ContactFieldProps {
  readonly contact: ChosenContact;
  readonly problems: FormProblems;
  readonly onChange: (contact: ChosenContact) => void;
}

/** Finds the caller among the known customers while their name is typed, or takes down a new one. */
export function ContactField({ contact, problems, onChange }: ContactFieldProps): ReactElement {
  switch (contact.kind) {
    case 'none':
      return <ContactSearch hasProblem={problems.contact !== undefined} onChange={onChange} />;
    case 'existing':
      return <KnownContact contact={contact.contact} onChange={onChange} />;
    case 'new':
      return <NewContact contact={contact} problems={problems} onChange={onChange} />;
  }
}

interface ContactSearchProps {
  readonly hasProblem: boolean;
  readonly onChange: (contact: ChosenContact) => void;
}

function ContactSearch({ hasProblem, onChange }: ContactSearchProps): ReactElement {
  const t = useText();
  const [text, setText] = useState('');
  const typed = text.trim();
  const [searched] = useDebouncedValue(typed, SEARCH_AFTER_MS);
  const combobox = useCombobox();
  const { selectFirstOption } = combobox;
  const { value: found } = useCommand('contacts.search', searched === '' ? null : { text: searched });
  const isSearching = typed !== '' && (typed !== searched || found === undefined);

  useEffect(() => {
    if (found) selectFirstOption();
  }, [found, selectFirstOption]);

  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      onOptionSubmit={(value) => {
        const known = found?.find((candidate) => candidate.id === value);
        onChange(known ? { kind: 'existing', contact: known } : contactFromSearch(text));
      }}
    >
      <Combobox.Target>
        <TextInput
          label={t('dialogs:newTicket.contact')}
          placeholder={t('dialogs:newTicket.contactPlaceholder')}
          leftSection={<IconSearch size={15} aria-hidden />}
          rightSection={
            isSearching ? (
              <Loader size={14} aria-label={t('dialogs:newTicket.contactSearching')} />
            ) : undefined
          }
          value={text}
          error={hasProblem && t('dialogs:newTicket.required.contact')}
          data-autofocus
          onChange={(event) => {
            setText(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={typed === '' || isSearching}>
        <Combobox.Options className={classes['options'] ?? ''} aria-label={t('dialogs:newTicket.contact')}>
          {(found ?? []).map((candidate) => (
            <Combobox.Option key={candidate.id} value={candidate.id}>
              <PersonLine contact={candidate} />
            </Combobox.Option>
          ))}
          {found?.length === 0 && <Combobox.Empty>{t('dialogs:newTicket.contactNone')}</Combobox.Empty>}
          <Combobox.Option value={NEW_OPTION}>
            <span className={classes['new']}>
              <IconUserPlus size={16} aria-hidden />
              {t('dialogs:newTicket.contactNew', { name: typed })}
            </span>
          </Combobox.Option>
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function PersonLine({ contact }: { readonly contact: Contact }): ReactElement {
  const t = useText();
  const reach = [contact.emails[0], contact.phones[0], contact.plan].filter(
    (part) => part !== undefined && part !== '',
  );
  return (
    <span className={classes['person']}>
      <Avatar id={contact.id} name={contact.name} size={26} isLabelled={false} />
      <span className={classes['name']}>
        {contact.name}
        {contact.isVip && <span className={classes['vip']}>{t('vip')}</span>}
      </span>
      <span className={classes['reach']}>{reach.join(' · ')}</span>
    </span>
  );
}

interface KnownContactProps {
  readonly contact: Contact;
  readonly onChange: (contact: ChosenContact) => void;
}

function KnownContact({ contact, onChange }: KnownContactProps): ReactElement {
  const t = useText();
  return (
    <div role="group" aria-label={t('dialogs:newTicket.contact')}>
      <span className={classes['label']}>{t('dialogs:newTicket.contact')}</span>
      <div className={classes['card']}>
        <PersonLine contact={contact} />
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onChange({ kind: 'none' })}>
          {t('dialogs:newTicket.contactChange')}
        </Button>
      </div>
    </div>
  );
}

interface NewContactProps {
  readonly contact: Extract<ChosenContact, { kind: 'new' }>;
  readonly problems: FormProblems;
  readonly onChange: (contact: ChosenContact) => void;
}

function NewContact({ contact, problems, onChange }: NewContactProps): ReactElement {
  const t = useText();
  const isUnreachable = contact.email.trim() === '' && contact.phone.trim() === '';
  return (
    <fieldset className={classes['fieldset']}>
      <legend className={classes['label']}>{t('dialogs:newTicket.contactNewPlain')}</legend>
      <div className={classes['fields']}>
        <TextInput
          className={classes['wide'] ?? ''}
          label={t('dialogs:newTicket.name')}
          value={contact.name}
          maxLength={200}
          error={problems.name && t('dialogs:newTicket.required.name')}
          autoFocus
          onChange={(event) => onChange({ ...contact, name: event.currentTarget.value })}
        />
        <TextInput
          type="email"
          label={t('dialogs:newTicket.email')}
          value={contact.email}
          maxLength={320}
          error={problems.email && t('dialogs:newTicket.required.email')}
          onChange={(event) => onChange({ ...contact, email: event.currentTarget.value })}
        />
        <TextInput
          type="tel"
          label={t('dialogs:newTicket.phone')}
          value={contact.phone}
          maxLength={60}
          onChange={(event) => onChange({ ...contact, phone: event.currentTarget.value })}
        />
      </div>
      <div className={classes['under']}>
        <span className={classes['hint']}>{isUnreachable && t('dialogs:newTicket.noReach')}</span>
        <Button size="compact-sm" variant="subtle" color="gray" onClick={() => onChange({ kind: 'none' })}>
          {t('dialogs:newTicket.contactChange')}
        </Button>
      </div>
    </fieldset>
  );
}
