import { Combobox, useCombobox } from '@mantine/core';
import { RichTextEditor } from '@mantine/tiptap';
import { IconMessageBolt } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ReactElement } from 'react';
import type { SettingOf } from '../../../../shared/domain/settings.ts';
import { excerpt, htmlToText } from '../../../../shared/text/htmlToText.ts';
import { useText } from '../../../ui/text.ts';
import classes from './CannedReplies.module.css';

const PREVIEW_LENGTH = 90;

interface CannedRepliesProps {
  /** The ones that fit the ticket, best first. */
  readonly replies: readonly SettingOf<'canned-reply'>[];
  readonly onChoose: (reply: SettingOf<'canned-reply'>) => void;
}

/** A searchable menu of prepared answers. */
export function CannedReplies({ replies, onChoose }: CannedRepliesProps): ReactElement {
  const t = useText();
  const listId = useId();
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const wanted = search.trim().toLowerCase();
  const found = replies.filter(
    ({ value }) => wanted === '' || `${value.title} ${htmlToText(value.html)}`.toLowerCase().includes(wanted),
  );
  return (
    <Combobox
      store={combobox}
      width={320}
      position="top-start"
      withinPortal
      keepMounted={false}
      onOptionSubmit={(id) => {
        const reply = replies.find((known) => known.id === id);
        combobox.closeDropdown();
        if (reply) onChoose(reply);
      }}
    >
      <Combobox.Target targetType="button">
        <RichTextEditor.Control
          aria-label={t('composer:canned')}
          title={t('composer:canned')}
          onClick={() => combobox.toggleDropdown()}
        >
          <IconMessageBolt size={16} stroke={1.7} />
        </RichTextEditor.Control>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          role="combobox"
          aria-expanded
          aria-controls={listId}
          value={search}
          placeholder={t('composer:cannedSearch')}
          aria-label={t('composer:cannedSearch')}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
          }}
        />
        <Combobox.Options id={listId} className={classes['options'] ?? ''} aria-label={t('composer:canned')}>
          {found.map((reply) => (
            <Combobox.Option key={reply.id} value={reply.id}>
              <span className={classes['title']}>{reply.value.title}</span>
              <span className={classes['preview']}>
                {excerpt(htmlToText(reply.value.html), PREVIEW_LENGTH)}
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && (
            <Combobox.Empty>
              {t(replies.length === 0 ? 'composer:cannedEmptyHint' : 'composer:cannedEmpty')}
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
