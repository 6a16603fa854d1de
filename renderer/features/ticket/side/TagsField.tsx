import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { useDirectory } from '../../../live/directory.ts';
import { useText } from '../../../ui/text.ts';
import classes from './TagsField.module.css';

const TAG_MAX_LENGTH = 60;
const CREATE = '\u0000create';

interface TagsFieldProps {
  readonly tags: readonly string[];
  readonly isDisabled: boolean;
  readonly onChange: (tags: readonly string[]) => void;
}

/** The ticket's tags: known ones by searching, new ones by typing, each removed by its cross or Backspace. */
export function TagsField({ tags, isDisabled, onChange }: TagsFieldProps): ReactElement {
  const t = useText();
  const labelId = useId();
  const directory = useDirectory();
  const [search, setSearch] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const wanted = search.trim().slice(0, TAG_MAX_LENGTH);
  const known = [...directory.tags.keys()];
  const found = known.filter(
    (tag) => !tags.includes(tag) && tag.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()),
  );
  const isNew = wanted !== '' && !tags.includes(wanted) && !known.includes(wanted);

  function add(tag: string): void {
    setSearch('');
    combobox.closeDropdown();
    if (tag !== '' && !tags.includes(tag)) onChange([...tags, tag]);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const last = tags.at(-1);
    if (event.key === 'Backspace' && search === '' && last !== undefined) {
      event.preventDefault();
      onChange(tags.slice(0, -1));
    }
    if (event.key === ',' && wanted !== '') {
      event.preventDefault();
      add(wanted);
    }
  }

  return (
    <div className={classes['row']}>
      <span id={labelId} className={classes['label']}>
        {t('sidePanel:tags')}
      </span>
      <Combobox
        store={combobox}
        position="bottom-end"
        width={220}
        withinPortal
        onOptionSubmit={(value) => add(value === CREATE ? wanted : value)}
      >
        <Combobox.DropdownTarget>
          <PillsInput
            variant="unstyled"
            size="xs"
            classNames={{ input: classes['input'] ?? '' }}
            disabled={isDisabled}
            onClick={() => combobox.openDropdown()}
          >
            <Pill.Group gap={4}>
              {tags.map((tag) => (
                <Pill
                  key={tag}
                  className={classes['tag'] ?? ''}
                  withRemoveButton={!isDisabled}
                  removeButtonProps={{
                    'aria-label': t('sidePanel:tagRemove', { tag }),
                    'aria-hidden': false,
                    tabIndex: 0,
                  }}
                  onRemove={() => onChange(tags.filter((other) => other !== tag))}
                >
                  {tag}
                </Pill>
              ))}
              <Combobox.EventsTarget withExpandedAttribute>
                <PillsInput.Field
                  value={search}
                  placeholder={isDisabled ? '' : t('sidePanel:tagsAdd')}
                  aria-labelledby={labelId}
                  disabled={isDisabled}
                  maxLength={TAG_MAX_LENGTH}
                  className={classes['field'] ?? ''}
                  onFocus={() => combobox.openDropdown()}
                  onBlur={() => combobox.closeDropdown()}
                  onKeyDown={onKeyDown}
                  onChange={(event) => {
                    setSearch(event.currentTarget.value);
                    combobox.openDropdown();
                    combobox.updateSelectedOptionIndex();
                    combobox.selectFirstOption();
                  }}
                />
              </Combobox.EventsTarget>
            </Pill.Group>
          </PillsInput>
        </Combobox.DropdownTarget>
        <Combobox.Dropdown hidden={found.length === 0 && !isNew}>
          <Combobox.Options className={classes['options'] ?? ''} labelledBy={labelId}>
            {found.map((tag) => (
              <Combobox.Option key={tag} value={tag}>
                {tag}
              </Combobox.Option>
            ))}
            {isNew && (
              <Combobox.Option value={CREATE}>
                <span className={classes['create']}>
                  <IconPlus size={13} aria-hidden />
                  {t('sidePanel:tagsCreate', { tag: wanted })}
                </span>
              </Combobox.Option>
            )}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}
