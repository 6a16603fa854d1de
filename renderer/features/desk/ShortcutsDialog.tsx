import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { SHORTCUT_IDS, SHORTCUTS } from '../../../shared/ipc/shortcuts.ts';
import type { ShortcutArea, ShortcutId } from '../../../shared/ipc/shortcuts.ts';
import { useShortcutKeys } from '../../live/shortcuts.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { SHORTCUT_NAMES } from '../../ui/shortcutNames.ts';
import { useText } from '../../ui/text.ts';
import { useDeskStore } from './deskStore.ts';
import { useDeskActions } from './useDeskActions.ts';
import classes from './ShortcutsDialog.module.css';

interface LineProps {
  readonly label: string;
  /** Alternatives. */
  readonly combinations: readonly (readonly string[])[];
}

function Line({ label, combinations }: LineProps): ReactElement | null {
  if (combinations.length === 0) return null;
  return (
    <div className={classes['line']}>
      <dt>{label}</dt>
      <dd className={classes['keys']}>
        {combinations.map((keys) => (
          <Kbd key={keys.join(' ')} keys={keys} />
        ))}
      </dd>
    </div>
  );
}

function ShortcutLine({ id }: { readonly id: ShortcutId }): ReactElement {
  const t = useText();
  return <Line label={t(SHORTCUT_NAMES[id])} combinations={useShortcutKeys(id)} />;
}

/** What can be changed, and after it what stays as it is. */
function Section({
  title,
  ids,
  fixed,
}: {
  readonly title: string;
  readonly ids: readonly ShortcutId[];
  readonly fixed: readonly LineProps[];
}): ReactElement {
  return (
    <section className={classes['section']}>
      <h3 className={classes['heading']}>{title}</h3>
      <dl className={classes['list']}>
        {ids.map((id) => (
          <ShortcutLine key={id} id={id} />
        ))}
        {fixed.map((line) => (
          <Line key={line.label} {...line} />
        ))}
      </dl>
    </section>
  );
}

function idsIn(...areas: readonly ShortcutArea[]): readonly ShortcutId[] {
  return SHORTCUT_IDS.filter((id) => areas.includes(SHORTCUTS[id].area));
}

function DeskSections(): ReactElement {
  const t = useText();
  return (
    <>
      <Section
        title={t('shell:keys.general')}
        ids={idsIn('general')}
        fixed={[{ label: t('shell:keys.view'), combinations: [['mod', '1…9']] }]}
      />
      <Section
        title={t('shell:keys.list')}
        ids={idsIn('list')}
        fixed={[
          { label: t('shell:keys.next'), combinations: [['↓']] },
          { label: t('shell:keys.previous'), combinations: [['↑']] },
          { label: t('shell:keys.first'), combinations: [['Home']] },
          { label: t('shell:keys.last'), combinations: [['End']] },
          { label: t('shell:keys.open'), combinations: [['Enter']] },
          { label: t('assignment:bulk.mark'), combinations: [['mod', 'Click']] },
          {
            label: t('assignment:bulk.extend'),
            combinations: [
              ['Shift', '↓'],
              ['Shift', '↑'],
            ],
          },
          { label: t('assignment:bulk.unmark'), combinations: [['Esc']] },
          { label: t('shell:keys.resize'), combinations: [['←'], ['→']] },
        ]}
      />
    </>
  );
}

/** In its own window there is no list to go back to, and nothing to open apart. */
function TicketSection({ isAtDesk }: { readonly isAtDesk: boolean }): ReactElement {
  const t = useText();
  return (
    <Section
      title={t('shell:keys.ticket')}
      ids={idsIn('ticket', 'composer').filter((id) => isAtDesk || id !== 'popOut')}
      fixed={isAtDesk ? [{ label: t('ticket:shortcuts.back'), combinations: [['Esc']] }] : []}
    />
  );
}

function WallSection(): ReactElement {
  const t = useText();
  return (
    <Section
      title={t('wall:keys.title')}
      ids={['next', 'previous', 'assign']}
      fixed={[
        { label: t('wall:keys.move'), combinations: [['↓'], ['↑']] },
        { label: t('wall:keys.open'), combinations: [['Enter']] },
        { label: t('wall:keys.closePanel'), combinations: [['Esc']] },
        { label: t('wall:fullScreen'), combinations: [['F11']] },
      ]}
    />
  );
}

interface ShortcutsDialogProps {
  /** A window beside the desk has neither its list nor most of its keys. */
  readonly place?: 'desk' | 'ticket' | 'wall';
}

/** The keyboard help. */
export function ShortcutsDialog({ place = 'desk' }: ShortcutsDialogProps): ReactElement {
  const t = useText();
  const isOpen = useDeskStore((state) => state.dialog === 'shortcuts');
  const openDialog = useDeskStore((state) => state.openDialog);
  const { openSettings } = useDeskActions();
  return (
    <Dialog opened={isOpen} onClose={() => openDialog(null)} title={t('shell:shortcuts')} size={760} centered>
      <div className={classes['columns']}>
        <div>
          {place === 'desk' ? (
            <DeskSections />
          ) : (
            <Section
              title={t('shell:keys.general')}
              ids={['undo', 'help']}
              fixed={[{ label: t('shell:keys.close'), combinations: [['mod', 'W']] }]}
            />
          )}
        </div>
        {place === 'wall' ? <WallSection /> : <TicketSection isAtDesk={place === 'desk'} />}
      </div>
      <Button size="xs" variant="default" onClick={() => openSettings('shortcuts')}>
        {t('shell:keys.change')}
      </Button>
    </Dialog>
  );
}
