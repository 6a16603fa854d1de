import { Combobox, UnstyledButton, useCombobox } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { useText } from '../../../ui/text.ts';
import classes from './PropertyPicker.module.css';

/** One value a property can take. */
export interface PickerOption {
  readonly value: string;
  readonly label: string;
  /** Sign before the words. */
  readonly mark: ReactNode;
  /** Quiet words after the label; searched as well. */
  readonly hint?: string;
}

interface PropertyPickerProps {
  readonly label: string;
  /** What holds now; it need not be among the options. */
  readonly current: Omit<PickerOption, 'hint'>;
  readonly options: readonly PickerOption[];
  readonly isDisabled: boolean;
  readonly onChange: (value: string) => void;
}

/** A property in one line: its name, its value, and a searchable list to change it. */
export function PropertyPicker({
  label,
  current,
  options,
  isDisabled,
  onChange,
}: PropertyPickerProps): ReactElement {
  const t = useText();
  const labelId = useId();
  const valueId = useId();
  const listId = useId();
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setSearch('');
    },
    onDropdownOpen: () => {
      combobox.focusSearchInput();
      combobox.selectActiveOption();
    },
  });
  const wanted = search.trim().toLocaleLowerCase();
  const found = options.filter(
    (option) => wanted === '' || `${option.label} ${option.hint ?? ''}`.toLocaleLowerCase().includes(wanted),
  );
  return (
    <div className={classes['row']}>
      <span id={labelId} className={classes['label']}>
        {label}
      </span>
      <Combobox
        store={combobox}
        position="bottom-end"
        width={240}
        withinPortal
        keepMounted={false}
        onOptionSubmit={(value) => {
          combobox.closeDropdown();
          if (value !== current.value) onChange(value);
        }}
      >
        <Combobox.Target targetType="button">
          <UnstyledButton
            className={classes['value']}
            disabled={isDisabled}
            aria-labelledby={`${labelId} ${valueId}`}
            onClick={() => combobox.toggleDropdown()}
          >
            {current.mark}
            <span id={valueId} className={classes['text']} title={current.label}>
              {current.label}
            </span>
            <IconChevronDown className={classes['chevron']} size={13} aria-hidden />
          </UnstyledButton>
        </Combobox.Target>
        <Combobox.Dropdown>
          <Combobox.Search
            role="combobox"
            aria-expanded
            aria-controls={listId}
            value={search}
            placeholder={t('sidePanel:search')}
            aria-label={t('sidePanel:change', { field: label })}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              combobox.updateSelectedOptionIndex();
            }}
          />
          <Combobox.Options id={listId} className={classes['options'] ?? ''} aria-label={label}>
            {found.map((option) => (
              <Combobox.Option
                key={option.value}
                value={option.value}
                active={option.value === current.value}
              >
                <span className={classes['option']}>
                  {option.mark}
                  <span className={classes['text']}>{option.label}</span>
                  {option.hint !== undefined && <span className={classes['hint']}>{option.hint}</span>}
                  {option.value === current.value && <IconCheck size={14} aria-hidden />}
                </span>
              </Combobox.Option>
            ))}
            {found.length === 0 && <Combobox.Empty>{t('sidePanel:noMatch')}</Combobox.Empty>}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}
