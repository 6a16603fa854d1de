import type { ReactElement } from 'react';
import { Dialog } from '../../ui/Dialog.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { useText } from '../../ui/text.ts';
import { useDeskStore } from './deskStore.ts';
import classes from './ShortcutsDialog.module.css';

/** One line of the keyboard help; `combinations` are alternatives. */
export interface Shortcut {
  readonly combinations: readonly (readonly string[])[];
  readonly label: string;
}

function Section({
  title,
  shortcuts,
}: {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
}): ReactElement {
  return (
    <section className={classes['section']}>
      <h3 className={classes['heading']}>{title}</h3>
      <dl className={classes['list']}>
        {shortcuts.map(({ combinations, label }) => (
          <div key={label} className={classes['line']}>
            <dt>{label}</dt>
            <dd className={classes['keys']}>
              {combinations.map((keys) => (
                <Kbd key={keys.join(' ')} keys={keys} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

interface ShortcutsDialogProps {
  /** What the keyboard does on an open ticket. */
  readonly ticketShortcuts: readonly Shortcut[];
}

/** The keyboard help. */
export function ShortcutsDialog({ ticketShortcuts }: ShortcutsDialogProps): ReactElement {
  const t = useText();
  const isOpen = useDeskStore((state) => state.dialog === 'shortcuts');
  const openDialog = useDeskStore((state) => state.openDialog);
  return (
    <Dialog opened={isOpen} onClose={() => openDialog(null)} title={t('shell:shortcuts')} size={760} centered>
      <div className={classes['columns']}>
        <div>
          <Section
            title={t('shell:keys.general')}
            shortcuts={[
              { combinations: [['mod', 'K']], label: t('shell:keys.palette') },
              { combinations: [['mod', 'F'], ['/']], label: t('search:field') },
              { combinations: [['C'], ['mod', 'N']], label: t('shell:keys.newTicket') },
              { combinations: [['S']], label: t('assignment:toSolve.hint') },
              { combinations: [['mod', '1…9']], label: t('shell:keys.view') },
              { combinations: [['?'], ['mod', '/']], label: t('shell:keys.help') },
              { combinations: [['mod', 'Z']], label: t('shell:keys.undo') },
              { combinations: [['mod', ',']], label: t('shell:preferences') },
            ]}
          />
          <Section
            title={t('shell:keys.list')}
            shortcuts={[
              { combinations: [['J'], ['↓']], label: t('shell:keys.next') },
              { combinations: [['K'], ['↑']], label: t('shell:keys.previous') },
              { combinations: [['Home']], label: t('shell:keys.first') },
              { combinations: [['End']], label: t('shell:keys.last') },
              { combinations: [['Enter']], label: t('shell:keys.open') },
              { combinations: [['X'], ['mod', 'Click']], label: t('assignment:bulk.mark') },
              {
                combinations: [
                  ['Shift', '↓'],
                  ['Shift', '↑'],
                ],
                label: t('assignment:bulk.extend'),
              },
              { combinations: [['Esc']], label: t('assignment:bulk.unmark') },
              { combinations: [['←'], ['→']], label: t('shell:keys.resize') },
            ]}
          />
        </div>
        {ticketShortcuts.length > 0 && <Section title={t('shell:keys.ticket')} shortcuts={ticketShortcuts} />}
      </div>
    </Dialog>
  );
}
