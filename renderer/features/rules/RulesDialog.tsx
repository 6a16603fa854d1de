import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SettingId, TicketId } from '../../../shared/domain/ids.ts';
import type { RuleValue } from '../../../shared/domain/rules/ruleValue.ts';
import type { SettingOf } from '../../../shared/domain/settings.ts';
import { isEqualJson } from '../../../shared/domain/threeWay.ts';
import { invoke } from '../../bridge.ts';
import { Failure } from '../../ui/Failure.tsx';
import { useDirectory } from '../../live/directory.ts';
import { useCommand } from '../../live/useCommand.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { useText } from '../../ui/text.ts';
import { useAttempt } from '../../ui/useAttempt.ts';
import { useLeaveGuard } from '../../ui/useLeaveGuard.tsx';
import { RuleEditor } from './RuleEditor.tsx';
import { RuleList, type RuleActions } from './RuleList.tsx';
import { RuleLog } from './RuleLog.tsx';
import { EMPTY_RULE, ruleFrom } from './ruleTemplates.ts';

type Rule = SettingOf<'rule'>;

/** What the dialog shows. `saved` is what leaving the editor goes back to without asking. */
type Place =
  | { readonly name: 'list' }
  | { readonly name: 'log'; readonly rule: Rule }
  | {
      readonly name: 'edit';
      readonly ruleId: SettingId | '';
      readonly saved: RuleValue;
      readonly value: RuleValue;
    };

const LIST: Place = { name: 'list' };

interface RulesDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onOpenTicket: (ticketId: TicketId) => void;
}

/** The team's rules: for supervisors and administrators. */
export function RulesDialog({ isOpen, onClose, onOpenTicket }: RulesDialogProps): ReactElement {
  const t = useText();
  const [place, setPlace] = useState<Place>(LIST);

  const isEdited = place.name === 'edit' && !isEqualJson(place.value, place.saved);
  const leaving = useLeaveGuard(isEdited, place.name === 'edit' ? place.value.name || t('rules:new') : '');
  const leave = (): void =>
    leaving(() => {
      setPlace(LIST);
      onClose();
    });
  const openTicket = (ticketId: TicketId): void =>
    leaving(() => {
      setPlace(LIST);
      onClose();
      onOpenTicket(ticketId);
    });

  return (
    <Dialog opened={isOpen} onClose={leave} title={titleOf(t, place)} size={940} centered>
      {isOpen && place.name === 'list' && <Rules onGo={setPlace} />}
      {isOpen && place.name === 'log' && (
        <RuleLog ruleId={place.rule.id} onBack={() => setPlace(LIST)} onOpenTicket={openTicket} />
      )}
      {isOpen && place.name === 'edit' && (
        <RuleEditor
          ruleId={place.ruleId}
          value={place.value}
          onChange={(value) => setPlace({ ...place, value })}
          onSaved={() => setPlace(LIST)}
          onCancel={() => leaving(() => setPlace(LIST))}
          onOpenTicket={openTicket}
        />
      )}
    </Dialog>
  );
}

function titleOf(t: ReturnType<typeof useText>, place: Place): string {
  switch (place.name) {
    case 'list':
      return t('rules:title');
    case 'log':
      return t('rules:logOf', { name: place.rule.value.name });
    case 'edit':
      return place.saved.name || t('rules:new');
  }
}

function Rules({ onGo }: { readonly onGo: (place: Place) => void }): ReactElement {
  const t = useText();
  const attempt = useAttempt();
  const directory = useDirectory();
  const counts = useCommand('rules.counts', {});
  const rules = [...directory.rules.values()].sort(
    (a, b) => a.value.order - b.value.order || (a.id < b.id ? -1 : 1),
  );
  const actions: RuleActions = {
    make: (template) => {
      const value = template === null ? EMPTY_RULE : ruleFrom(template, directory, t);
      // What a template brings is nobody's work yet: only what is changed in it could be lost.
      onGo({ name: 'edit', ruleId: '', saved: value, value });
    },
    edit: ({ id, value }) => onGo({ name: 'edit', ruleId: id, saved: value, value }),
    showLog: (rule) => onGo({ name: 'log', rule }),
    remove: ({ id, value }) =>
      modals.openConfirmModal({
        title: t('rules:removeTitle', { name: value.name }),
        children: <Text size="sm">{t('rules:removeText')}</Text>,
        labels: { confirm: t('rules:remove'), cancel: t('cancel') },
        confirmProps: { color: 'red' },
        onConfirm: () => attempt(() => invoke('rules.remove', { ruleId: id })),
      }),
    setActive: ({ id, value }, isActive) =>
      attempt(() => invoke('rules.save', { ruleId: id, value: { ...value, isActive } })),
    arrange: (ordered) => attempt(() => invoke('rules.arrange', { ruleIds: ordered.map(({ id }) => id) })),
  };
  return (
    <>
      {counts.error && <Failure error={counts.error} />}
      <RuleList rules={rules} counts={counts.value} actions={actions} />
    </>
  );
}
