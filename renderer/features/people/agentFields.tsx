import { MultiSelect, Select } from '@mantine/core';
import type { ReactElement } from 'react';
import { languageChoices } from './languageChoices.ts';

const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9];

interface LevelFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly level: number;
  readonly onChange: (level: number) => void;
}

/** Up to which level somebody solves things. */
export function LevelField({ label, hint, level, onChange }: LevelFieldProps): ReactElement {
  return (
    <Select
      label={label}
      description={hint}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      allowDeselect={false}
      value={String(level)}
      onChange={(chosen) => {
        if (chosen !== null) onChange(Number(chosen));
      }}
      data={LEVELS.map(String)}
    />
  );
}

interface LanguagesFieldProps {
  readonly label: string;
  readonly languages: string[];
  readonly onChange: (languages: string[]) => void;
}

/** The languages somebody answers in. */
export function LanguagesField({ label, languages, onChange }: LanguagesFieldProps): ReactElement {
  return (
    <MultiSelect
      searchable
      label={label}
      value={languages}
      onChange={onChange}
      data={languageChoices(languages)}
    />
  );
}
