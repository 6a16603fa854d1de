import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CalendarId, PolicyId, TicketId } from '../../../../shared/domain/ids.ts';
import type { SettingOf, SlaPolicyValue } from '../../../../shared/domain/settings.ts';
import { invoke } from '../../../bridge.ts';
import { useDirectory } from '../../../live/directory.ts';
import { useText } from '../../../ui/text.ts';
import { useAttempt } from '../../../ui/useAttempt.ts';
import { ConfirmImpact, type ImpactWish } from '../ConfirmImpact.tsx';
import { newPolicy } from './newPolicy.ts';
import { PolicyEditor } from './PolicyEditor.tsx';
import { PolicyList, type PolicyActions } from './PolicyList.tsx';

/** What is shown: the list, or one policy; `saved` is what leaving it goes back to. */
type Place =
  | { readonly name: 'list' }
  | { readonly name: 'edit'; readonly policyId: PolicyId | ''; readonly saved: SlaPolicyValue };

const LIST: Place = { name: 'list' };

interface PoliciesTabProps {
  /** Goes on at once, or asks first where something would be lost. */
  readonly go: (step: () => void) => void;
  readonly onDirty: (name: string | null) => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** By when tickets are to be answered and solved: the team's policies. */
export function PoliciesTab({ go, onDirty, onOpenTicket }: PoliciesTabProps): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const { policies, calendars } = useDirectory();
  const [place, setPlace] = useState<Place>(LIST);
  const [wish, setWish] = useState<ImpactWish | null>(null);
  const idOf = ({ id }: SettingOf<'sla-policy'>): PolicyId => id as string as PolicyId;
  const ordered = policies.toSorted((a, b) => a.value.order - b.value.order || (a.id < b.id ? -1 : 1));
  const lastOrder = Math.max(0, ...policies.map(({ value }) => value.order)) + 1;

  const actions: PolicyActions = {
    make: () =>
      setPlace({
        name: 'edit',
        policyId: '',
        saved: newPolicy((calendars[0]?.id ?? '') as string as CalendarId | '', lastOrder),
      }),
    edit: (policy) => setPlace({ name: 'edit', policyId: idOf(policy), saved: policy.value }),
    copy: ({ value }) =>
      setPlace({
        name: 'edit',
        policyId: '',
        saved: { ...value, name: t('serviceLevels:policy.copyOf', { name: value.name }), order: lastOrder },
      }),
    remove: (policy) =>
      setWish({
        title: t('serviceLevels:removeTitle', { name: policy.value.name }),
        text: t('serviceLevels:policy.removeText'),
        confirm: t('serviceLevels:delete'),
        isDangerous: true,
        change: { kind: 'removePolicy', policyId: idOf(policy) },
        run: () => attempt(() => invoke('policy.remove', { policyId: idOf(policy) })),
      }),
    setActive: (policy, isActive) => {
      const value = { ...policy.value, isActive };
      setWish({
        title: t(isActive ? 'serviceLevels:policy.switchOn' : 'serviceLevels:policy.switchOff', {
          name: value.name,
        }),
        text: t(isActive ? 'serviceLevels:policy.onText' : 'serviceLevels:policy.offText'),
        confirm: t(isActive ? 'serviceLevels:policy.on' : 'serviceLevels:policy.offDo'),
        isDangerous: false,
        change: { kind: 'policy', policyId: idOf(policy), value },
        run: () => attempt(() => invoke('policy.save', { policyId: idOf(policy), value })),
      });
    },
    arrange: (policyIds) => invoke('policy.arrange', { policyIds }),
  };

  if (place.name === 'edit')
    return (
      <PolicyEditor
        policyId={place.policyId}
        saved={place.saved}
        onDirty={onDirty}
        onSaved={() => setPlace(LIST)}
        onCancel={() => go(() => setPlace(LIST))}
        onOpenTicket={onOpenTicket}
      />
    );
  return (
    <>
      <PolicyList
        policies={ordered}
        actions={actions}
        go={go}
        onDirty={onDirty}
        onOpenTicket={onOpenTicket}
      />
      <ConfirmImpact wish={wish} onClose={() => setWish(null)} onOpenTicket={onOpenTicket} />
    </>
  );
}
