import { Alert, Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { PolicyId, TicketId } from '../../../../shared/domain/ids.ts';
import type { SettingOf } from '../../../../shared/domain/settings.ts';
import { isEqualJson } from '../../../../shared/domain/threeWay.ts';
import { useDirectory } from '../../../live/directory.ts';
import { ArrangedList } from '../../../ui/ArrangedList.tsx';
import { DialogFooter } from '../../../ui/DialogFooter.tsx';
import { Failure } from '../../../ui/Failure.tsx';
import { useLocale, useText } from '../../../ui/text.ts';
import { useSubmit } from '../../../ui/useSubmit.ts';
import { Impact } from '../Impact.tsx';
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
  readonly arrange: (policyIds: PolicyId[]) => Promise<unknown>;
}

interface PolicyListProps {
  /** In the order in which they are tried. */
  readonly policies: readonly Policy[];
  readonly actions: PolicyActions;
  /** Goes on at once, or asks first while another order is not saved. */
  readonly go: (step: () => void) => void;
  /** What is not saved while another order is tried out, else `null`. */
  readonly onDirty: (name: string | null) => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** Another order that is not saved yet, and the one it was made from. */
interface NewOrder {
  readonly from: readonly PolicyId[];
  readonly to: readonly PolicyId[];
}

function idsOf(policies: readonly Policy[]): PolicyId[] {
  return policies.map(({ id }) => id as string as PolicyId);
}

/** The policies in an order made of them earlier; what has come since stands at the end. */
function inOrder(policies: readonly Policy[], order: readonly string[]): Policy[] {
  const place = ({ id }: Policy): number => (order.includes(id) ? order.indexOf(id) : order.length);
  return policies.toSorted((a, b) => place(a) - place(b));
}

/** All policies in the order in which they are tried. What another order would do stands beside it before it is saved. */
export function PolicyList({ policies, actions, go, onDirty, onOpenTicket }: PolicyListProps): ReactElement {
  const t = useText();
  const locale = useLocale();
  const directory = useDirectory();
  const listRef = useRef<HTMLOListElement>(null);
  const { isBusy, error, submit } = useSubmit();
  const [draft, setDraft] = useState<NewOrder | null>(null);
  const storedIds = idsOf(policies);
  const shown = draft ? inOrder(policies, draft.to) : policies;
  const shownIds = idsOf(shown);
  const isNew = draft !== null && !isEqualJson(storedIds, shownIds);
  // Saved, or moved back to where it was: nothing is tried out any more.
  if (draft !== null && !isNew) setDraft(null);

  const name = t('serviceLevels:policy.order');
  useEffect(() => onDirty(isNew ? name : null), [isNew, name, onDirty]);

  const leaving =
    <A extends readonly unknown[]>(step: (...given: A) => void) =>
    (...given: A): void =>
      go(() => {
        setDraft(null);
        step(...given);
      });

  return (
    <>
      <div className={classes['bar']}>
        <p className={classes['hint']}>
          {t(policies.length === 0 ? 'serviceLevels:policy.empty' : 'serviceLevels:policy.hint')}
        </p>
        <Button
          leftSection={<IconPlus size={16} aria-hidden />}
          style={{ flex: 'none' }}
          onClick={leaving(actions.make)}
          data-autofocus
        >
          {t('serviceLevels:policy.new')}
        </Button>
      </div>
      <div className={classes['arranging']} data-new-order={isNew}>
        <div>
          <ArrangedList
            items={shown}
            label={t('serviceLevels:policies')}
            ref={listRef}
            about={({ value }) => (
              <>
                <div className={classes['quiet']}>{matchWords(value, directory, locale, t)}</div>
                <div className={classes['quiet']}>{targetWords(value, locale, t)}</div>
              </>
            )}
            more={(policy) => (
              <>
                <Menu.Item onClick={() => leaving(actions.copy)(policy)}>
                  {t('serviceLevels:policy.copy')}
                </Menu.Item>
                <Menu.Item color="red" onClick={() => leaving(actions.remove)(policy)}>
                  {t('serviceLevels:delete')}
                </Menu.Item>
              </>
            )}
            onArrange={(next) => setDraft({ from: draft?.from ?? storedIds, to: idsOf(next) })}
            onEdit={leaving(actions.edit)}
            onSetActive={leaving(actions.setActive)}
          />
        </div>
        {isNew && (
          <aside className={classes['beside']} aria-label={t('serviceLevels:preview')}>
            {error && <Failure error={error} />}
            {!isEqualJson(draft.from, storedIds) && (
              <Alert color="yellow" variant="light" role="status">
                {t('departments:changedElsewhere')}
              </Alert>
            )}
            <Impact change={{ kind: 'arrangePolicies', policyIds: shownIds }} onOpenTicket={onOpenTicket} />
          </aside>
        )}
      </div>
      {isNew && (
        <DialogFooter>
          <p className={classes['hint']} role="status">
            {t('serviceLevels:policy.newOrder')}
          </p>
          <Button
            variant="default"
            onClick={() => {
              setDraft(null);
              listRef.current?.focus();
            }}
          >
            {t('serviceLevels:policy.oldOrder')}
          </Button>
          <Button
            loading={isBusy}
            onClick={() =>
              submit(async () => {
                await actions.arrange(shownIds);
                listRef.current?.focus();
              })
            }
          >
            {t('serviceLevels:policy.saveOrder')}
          </Button>
        </DialogFooter>
      )}
    </>
  );
}
