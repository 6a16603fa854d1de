import { Button, UnstyledButton } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import classes from './PaneList.module.css';

interface PaneListProps<Id extends string> {
  readonly label: string;
  readonly entries: readonly { readonly id: Id; readonly name: string; readonly sign: ReactNode }[];
  /** `''` is one that is not saved yet. */
  readonly chosen: Id | '';
  readonly onChoose: (id: Id | '') => void;
  /** What the button that begins a new one says. */
  readonly newLabel: string;
  /** The chosen one in full. */
  readonly children: ReactNode;
}

/** Everything of a kind by name on the left, one of them in full on the right. */
export function PaneList<Id extends string>({
  label,
  entries,
  chosen,
  onChoose,
  newLabel,
  children,
}: PaneListProps<Id>): ReactElement {
  return (
    <div className={classes['panes']}>
      <nav className={classes['list']} aria-label={label}>
        {entries.map(({ id, name, sign }, index) => (
          <UnstyledButton
            key={id}
            className={classes['entry']}
            aria-current={id === chosen || undefined}
            data-autofocus={index === 0 || undefined}
            title={name}
            onClick={() => onChoose(id)}
          >
            {sign}
            <span className={classes['name']}>{name}</span>
          </UnstyledButton>
        ))}
        <Button
          size="xs"
          variant="default"
          mt={8}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChoose('')}
        >
          {newLabel}
        </Button>
      </nav>
      {children}
    </div>
  );
}
