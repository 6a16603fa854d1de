import { ActionIcon, Badge, Button, Menu, Switch, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconGripVertical, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { DragEvent, KeyboardEvent, ReactElement } from 'react';
import type { SettingOf } from '../../../../shared/domain/settings.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useLocale, useText } from '../../../ui/text.ts';
import classes from '../serviceLevels.module.css';
import { matchWords, targetWords } from './policyWords.ts';

type Policy = SettingOf<'sla-policy'>;

/** What can be done from the list. */
export interface PolicyActions {
  readonly make: () => void;
  readonly edit: (policy: Policy) => void;
  readonly copy: (policy: Policy) => void;
  readonly remove: (policy: Policy) => void;
  readonly setActive: (policy: Policy, isActive: boolean) => void;
  readonly arrange: (policies: readonly Policy[]) => void;
}

interface PolicyListProps {
  /** In the order in which they are tried. */
  readonly policies: readonly Policy[];
  readonly actions: PolicyActions;
}

/** All policies in the order in which they are tried: dragged, or moved with the arrow buttons or Alt and an arrow. */
export function PolicyList({ policies, actions }: PolicyListProps): ReactElement {
  const t = useText();
  const [told, setTold] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);

  function move(from: number, to: number): void {
    const policy = policies[from];
    if (!policy || from === to || to < 0 || to >= policies.length) return;
    actions.arrange(policies.toSpliced(from, 1).toSpliced(to, 0, policy));
    setTold(t('rules:moved', { name: policy.value.name, place: to + 1, count: policies.length }));
  }

  function drop(to: number): void {
    move(
      policies.findIndex(({ id }) => id === dragged),
      to,
    );
    setDragged(null);
    setOver(null);
  }

  return (
    <>
      <div className={classes['bar']}>
        <p className={classes['hint']}>
          {t(policies.length === 0 ? 'serviceLevels:policy.empty' : 'serviceLevels:policy.hint')}
        </p>
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          style={{ flex: 'none' }}
          onClick={actions.make}
          data-autofocus
        >
          {t('serviceLevels:policy.new')}
        </Button>
      </div>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
      <ol className={classes['lines']}>
        {policies.map((policy, index) => (
          <PolicyLine
            key={policy.id}
            policy={policy}
            place={index + 1}
            isLast={index === policies.length - 1}
            isOver={over === policy.id && dragged !== policy.id}
            actions={actions}
            onMove={(by) => move(index, index + by)}
            onDragStart={() => setDragged(policy.id)}
            onDragOver={() => setOver(policy.id)}
            onDragEnd={() => {
              setDragged(null);
              setOver(null);
            }}
            onDrop={() => drop(index)}
          />
        ))}
      </ol>
    </>
  );
}

interface PolicyLineProps {
  readonly policy: Policy;
  readonly place: number;
  readonly isLast: boolean;
  /** Another one is dragged over it. */
  readonly isOver: boolean;
  readonly actions: PolicyActions;
  readonly onMove: (by: -1 | 1) => void;
  readonly onDragStart: () => void;
  readonly onDragOver: () => void;
  readonly onDragEnd: () => void;
  readonly onDrop: () => void;
}

function PolicyLine({
  policy,
  place,
  isLast,
  isOver,
  actions,
  onMove,
  ...drag
}: PolicyLineProps): ReactElement {
  const t = useText();
  const locale = useLocale();
  const directory = useDirectory();
  const { name, isActive } = policy.value;

  function onKeyDown(event: KeyboardEvent): void {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  }

  return (
    // Alt and an arrow move the policy from whichever of its controls has the focus.
    <li
      className={classes['line']}
      data-over={isOver}
      draggable
      onKeyDown={onKeyDown}
      onDragStart={(event: DragEvent) => {
        event.dataTransfer.effectAllowed = 'move';
        drag.onDragStart();
      }}
      onDragOver={(event) => {
        event.preventDefault();
        drag.onDragOver();
      }}
      onDragEnd={drag.onDragEnd}
      onDrop={(event) => {
        event.preventDefault();
        drag.onDrop();
      }}
    >
      <IconGripVertical size={16} className={classes['grip']} aria-hidden />
      <span className={classes['place']}>{place}</span>
      <Switch
        size="sm"
        aria-label={t('rules:active', { name })}
        checked={isActive}
        onChange={(event) => actions.setActive(policy, event.currentTarget.checked)}
      />
      <div className={classes['what']}>
        <div className={classes['name']}>
          {name}
          {!isActive && (
            <Badge size="xs" variant="default" ml={8}>
              {t('serviceLevels:policy.off')}
            </Badge>
          )}
        </div>
        <div className={classes['quiet']}>{matchWords(policy.value, directory, locale, t)}</div>
        <div className={classes['quiet']}>{targetWords(policy.value, locale, t)}</div>
      </div>
      <div className={classes['arrows']}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('rules:moveUp', { name })}
          aria-keyshortcuts="Alt+ArrowUp"
          disabled={place === 1}
          onClick={() => onMove(-1)}
        >
          <IconArrowUp size={17} />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('rules:moveDown', { name })}
          aria-keyshortcuts="Alt+ArrowDown"
          disabled={isLast}
          onClick={() => onMove(1)}
        >
          <IconArrowDown size={17} />
        </ActionIcon>
      </div>
      <Button
        size="xs"
        variant="default"
        aria-label={`${t('rules:edit')}: ${name}`}
        onClick={() => actions.edit(policy)}
      >
        {t('rules:edit')}
      </Button>
      <Menu position="bottom-end" width={180}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t('rules:actions', { name })}>
            <IconDots size={17} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => actions.copy(policy)}>{t('serviceLevels:policy.copy')}</Menu.Item>
          <Menu.Item color="red" onClick={() => actions.remove(policy)}>
            {t('serviceLevels:delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </li>
  );
}
