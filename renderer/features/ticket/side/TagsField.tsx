import type { ReactElement } from 'react';
import { useDirectory } from '../../../live/directory.ts';
import { useText } from '../../../ui/text.ts';
import { PillsField, type PillOption } from './PillsField.tsx';

const TAG_MAX_LENGTH = 60;

interface TagsFieldProps {
  readonly tags: readonly string[];
  readonly isDisabled: boolean;
  readonly onChange: (tags: readonly string[]) => void;
}

/** The ticket's tags: known ones by searching, new ones by typing. */
export function TagsField({ tags, isDisabled, onChange }: TagsFieldProps): ReactElement {
  const t = useText();
  const directory = useDirectory();
  const option = (tag: string): PillOption => ({ value: tag, label: tag });
  return (
    <PillsField
      label={t('sidePanel:tags')}
      placeholder={t('sidePanel:tagsAdd')}
      chosen={tags.map(option)}
      options={[...directory.tags.keys()].map(option)}
      removeLabel={(tag) => t('sidePanel:tagRemove', { tag })}
      createLabel={(tag) => t('sidePanel:tagsCreate', { tag })}
      maxLength={TAG_MAX_LENGTH}
      isDisabled={isDisabled}
      onAdd={(tag) => onChange([...tags, tag])}
      onRemove={(tag) => onChange(tags.filter((other) => other !== tag))}
    />
  );
}
