import { Combobox, Pill, PillsInput, useCombobox } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode } from 'react';
import { useText } from '../../../ui/text.ts';
import classes from './PillsField.module.css';

const CREATE = '\u0000create';

/** Something that is chosen or could be. */
export interface PillOption {
  readonly value: string;
  readonly label: string;
  readonly mark?: ReactNode;
}

interface PillsFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly chosen: readonly PillOption[];
  /** What can be added; what is chosen already is left out. */
  readonly options: readonly PillOption[];
  readonly removeLabel: (label: string) => string;
  /** Words for making something new of what was typed; left out where nothing new can be made. */
  readonly createLabel?: (text: string) => string;
  readonly maxLength: number;
  readonly isDisabled: boolean;
  readonly onAdd: (value: string) => void;
  readonly onRemove: (value: string) => void;
}

/** Several of a kind: more by searching or typing, each removed by its cross, the last one by Backspace. */
export function PillsField(props: PillsFieldProps): ReactElement {
  const { label, chosen, isDisabled, maxLength, createLabel, onRemove } = props;
  const t = useText();
  const labelId = useId();
  const [search, setSearch] = useState('');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const wanted = search.trim().slice(0, maxLength);
  const isChosen = (value: string): boolean => chosen.some((one) => one.value === value);
  const found = props.options.filter(
    (option) =>
      !isChosen(option.value) && option.label.toLocaleLowerCase().includes(wanted.toLocaleLowerCase()),
  );
  const isKnown = isChosen(wanted) || props.options.some(({ value }) => value === wanted);
  const canCreate = createLabel !== undefined && wanted !== '' && !isKnown;

  function add(value: string): void {
    setSearch('');
    combobox.closeDropdown();
    if (value !== '' && !isChosen(value)) props.onAdd(value);
  }
  function onKeyDown(event: KeyboardEvent): void {
    const last = chosen.at(-1);
    if (event.key === 'Backspace' && search === '' && last !== undefined) {
      event.preventDefault();
      onRemove(last.value);
    }
    if (event.key === ',' && createLabel !== undefined && wanted !== '') {
      event.preventDefault();
      add(wanted);
    }
  }

  return (
    <div className={classes['row']}>
      <span id={labelId} className={classes['label']}>
        {label}
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
              {chosen.map((one) => (
                <Pill
                  key={one.value}
                  className={classes['pill'] ?? ''}
                  withRemoveButton={!isDisabled}
                  removeButtonProps={{
                    'aria-label': props.removeLabel(one.label),
                    'aria-hidden': false,
                    tabIndex: 0,
                  }}
                  onRemove={() => onRemove(one.value)}
                >
                  {one.label}
                </Pill>
              ))}
              <Combobox.EventsTarget withExpandedAttribute>
                <PillsInput.Field
                  value={search}
                  placeholder={isDisabled ? '' : props.placeholder}
                  aria-labelledby={labelId}
                  disabled={isDisabled}
                  maxLength={maxLength}
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
        <Combobox.Dropdown
          hidden={found.length === 0 && (createLabel !== undefined ? !canCreate : wanted === '')}
        >
          <Combobox.Options className={classes['options'] ?? ''} labelledBy={labelId}>
            {found.map((option) => (
              <Combobox.Option key={option.value} value={option.value}>
                <span className={classes['option']}>
                  {option.mark}
                  {option.label}
                </span>
              </Combobox.Option>
            ))}
            {canCreate && (
              <Combobox.Option value={CREATE}>
                <span className={classes['create']}>
                  <IconPlus size={13} aria-hidden />
                  {createLabel(wanted)}
                </span>
              </Combobox.Option>
            )}
            {found.length === 0 && createLabel === undefined && (
              <Combobox.Empty>{t('sidePanel:noMatch')}</Combobox.Empty>
            )}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
    </div>
  );
}
