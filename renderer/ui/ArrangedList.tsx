import { ActionIcon, Badge, Button, Menu, Switch, VisuallyHidden } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconDots, IconGripVertical } from '@tabler/icons-react';
import { useState } from 'react';
import type { KeyboardEvent, ReactElement, ReactNode, Ref } from 'react';
import classes from './ArrangedList.module.css';
import { useText } from './text.ts';

/** Something whose place among others matters and that can be switched off. */
export interface Arranged {
  readonly id: string;
  readonly value: { readonly name: string; readonly isActive: boolean };
}

interface ArrangedListProps<T extends Arranged> {
  /** In the order in which they count. */
  readonly items: readonly T[];
  /** Small lines under the name. */
  readonly about: (item: T) => ReactNode;
  /** What else can be done with it, as items of a menu. */
  readonly more: (item: T) => ReactNode;
  readonly onArrange: (items: readonly T[]) => void;
  readonly onEdit: (item: T) => void;
  readonly onSetActive: (item: T, isActive: boolean) => void;
  readonly label: string;
  readonly ref?: Ref<HTMLOListElement>;
}

/** Everything in the order in which it counts: dragged, or moved with the arrow buttons or Alt and an arrow. */
export function ArrangedList<T extends Arranged>({
  items,
  about,
  more,
  onArrange,
  onEdit,
  onSetActive,
  label,
  ref,
}: ArrangedListProps<T>): ReactElement {
  const t = useText();
  const [told, setTold] = useState('');
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);

  function move(from: number, to: number): void {
    const item = items[from];
    if (!item || from === to || to < 0 || to >= items.length) return;
    onArrange(items.toSpliced(from, 1).toSpliced(to, 0, item));
    setTold(t('rules:moved', { name: item.value.name, place: to + 1, count: items.length }));
  }

  function endDrag(): void {
    setDragged(null);
    setOver(null);
  }

  return (
    <>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
      <ol className={classes['list']} aria-label={label} tabIndex={-1} ref={ref}>
        {items.map((item, index) => (
          // Alt and an arrow move it from whichever of its controls has the focus.
          <li
            key={item.id}
            className={classes['line']}
            data-over={over === item.id && dragged !== item.id}
            draggable
            onKeyDown={(event) => {
              const by = stepOf(event);
              if (by === 0) return;
              event.preventDefault();
              move(index, index + by);
            }}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              setDragged(item.id);
            }}
            onDragOver={(event) => {
              event.preventDefault();
              setOver(item.id);
            }}
            onDragEnd={endDrag}
            onDrop={(event) => {
              event.preventDefault();
              move(
                items.findIndex(({ id }) => id === dragged),
                index,
              );
              endDrag();
            }}
          >
            <IconGripVertical size={16} className={classes['grip']} aria-hidden />
            <span className={classes['place']}>{index + 1}</span>
            <Switch
              size="sm"
              aria-label={t('rules:active', { name: item.value.name })}
              checked={item.value.isActive}
              onChange={(event) => onSetActive(item, event.currentTarget.checked)}
            />
            <div className={classes['what']}>
              <div className={classes['head']}>
                <span className={classes['name']}>{item.value.name}</span>
                {!item.value.isActive && (
                  <Badge size="xs" variant="default" className={classes['off'] ?? ''}>
                    {t('rules:off')}
                  </Badge>
                )}
              </div>
              {about(item)}
            </div>
            <MoveButtons
              name={item.value.name}
              isFirst={index === 0}
              isLast={index === items.length - 1}
              onMove={(by) => move(index, index + by)}
            />
            <Button
              size="xs"
              variant="default"
              aria-label={`${t('rules:edit')}: ${item.value.name}`}
              onClick={() => onEdit(item)}
            >
              {t('rules:edit')}
            </Button>
            <Menu position="bottom-end" width={180}>
              <Menu.Target>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t('rules:actions', { name: item.value.name })}
                >
                  <IconDots size={17} />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>{more(item)}</Menu.Dropdown>
            </Menu>
          </li>
        ))}
      </ol>
    </>
  );
}

function stepOf({ altKey, key }: KeyboardEvent): -1 | 0 | 1 {
  if (!altKey) return 0;
  return key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : 0;
}

interface MoveButtonsProps {
  readonly name: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly onMove: (by: -1 | 1) => void;
}

/** At an end of the list a button does nothing, but keeps the focus of whoever has just pressed it to get there. */
function MoveButtons({ name, isFirst, isLast, onMove }: MoveButtonsProps): ReactElement {
  const t = useText();
  return (
    <div className={classes['moves']}>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('rules:moveUp', { name })}
        aria-keyshortcuts="Alt+ArrowUp"
        aria-disabled={isFirst}
        data-disabled={isFirst}
        onClick={() => onMove(-1)}
      >
        <IconArrowUp size={17} />
      </ActionIcon>
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('rules:moveDown', { name })}
        aria-keyshortcuts="Alt+ArrowDown"
        aria-disabled={isLast}
        data-disabled={isLast}
        onClick={() => onMove(1)}
      >
        <IconArrowDown size={17} />
      </ActionIcon>
    </div>
  );
}
