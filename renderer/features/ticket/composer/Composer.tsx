import { SegmentedControl } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCornerUpLeft,
  IconHandStop,
  IconInfoCircle,
  IconLock,
} from '@tabler/icons-react';
import { useImperativeHandle } from 'react';
import type { ReactElement, ReactNode, Ref } from 'react';
import type { AgentId } from '../../../../shared/domain/ids.ts';
import type { Mentionable } from '../../../../shared/domain/mentions.ts';
import { MESSAGE_MAX_LENGTH } from '../../../../shared/domain/message.ts';
import type { SettingOf } from '../../../../shared/domain/settings.ts';
import { NOBODY } from '../../../../shared/domain/ticket/ticket.ts';
import type { Status } from '../../../../shared/domain/ticket/ticket.ts';
import { seesTicket } from '../../../../shared/domain/visibility.ts';
import type { TicketDetail } from '../../../../shared/ipc/tickets.ts';
import { fillPlaceholders } from '../../../../shared/text/fillPlaceholders.ts';
import { agentIdOf, useDirectory } from '../../../live/directory.ts';
import { useMe } from '../../../live/session.ts';
import { isShortcut } from '../../../live/shortcuts.ts';
import { useFormat } from '../../../ui/format.ts';
import { useText } from '../../../ui/text.ts';
import type { PresenceReporter } from '../presence/presenceReporter.ts';
import { sanitizePastedHtml } from '../thread/sanitizeHtml.ts';
import { AnsweredMeanwhile } from './AnsweredMeanwhile.tsx';
import { CannedReplies } from './CannedReplies.tsx';
import { fittingReplies } from './cannedReplies.ts';
import classes from './Composer.module.css';
import { ComposerEditor } from './ComposerEditor.tsx';
import type { DraftKind } from './draftKeeper.ts';
import { HeldText } from './HeldText.tsx';
import { SendButton } from './SendButton.tsx';
import { useComposer } from './useComposer.ts';

const NOBODY_TO_MENTION: readonly Mentionable[] = [];

/** Active colleagues who see the ticket: the host mentions the same. */
function mentionableIn(
  ticket: TicketDetail['ticket'],
  agents: readonly SettingOf<'agent'>[],
  meId: AgentId | undefined,
): readonly Mentionable[] {
  return agents.flatMap((setting) => {
    const id = agentIdOf(setting);
    const { name } = setting.value;
    return id !== meId && seesTicket({ ...setting.value, agentId: id }, ticket) ? [{ id, name }] : [];
  });
}

/** Lets the keyboard begin a reply or a note from anywhere on the ticket. */
export interface ComposerHandle {
  readonly write: (kind: DraftKind) => void;
}

interface ComposerProps {
  readonly detail: TicketDetail;
  readonly ref: Ref<ComposerHandle>;
  /** Hears whether somebody writes here, so that colleagues see it. */
  readonly reporter: PresenceReporter;
  /** The writer is done here, by sending or by Escape: the focus goes back to the ticket. */
  readonly onLeave: () => void;
}

/** Where a reply to the customer or an internal note is written, sent and, for a moment, taken back. */
export function Composer({ detail, ref, reporter, onLeave }: ComposerProps): ReactElement {
  const t = useText();
  const format = useFormat();
  const me = useMe();
  const directory = useDirectory();
  const composer = useComposer(detail);
  const { ticket, contact } = detail;
  const { kind, held } = composer;
  const mentionable =
    kind === 'note' ? mentionableIn(ticket, directory.activeAgents, me.id) : NOBODY_TO_MENTION;
  const isClosedReply = kind === 'reply' && ticket.status === 'closed';
  const isTooLong = composer.length > MESSAGE_MAX_LENGTH;
  const canSend = !composer.isBlank && !composer.isSending && !isTooLong && held === '' && !isClosedReply;
  const customerName = contact?.name ?? '';

  useImperativeHandle(ref, () => ({ write: composer.write }));

  async function send(setStatus: Status | null): Promise<void> {
    if (!canSend || !(await composer.send(setStatus))) return;
    reporter.stopWriting();
    onLeave();
  }
  function onKeys(event: KeyboardEvent): void {
    if (isShortcut('send', event)) void send(null);
    else if (isShortcut('sendAndSolve', event)) void send(ticket.status === 'closed' ? null : 'solved');
    else if (event.key === 'Escape') onLeave();
    else return;
    event.preventDefault();
  }
  const placeholder =
    kind === 'note'
      ? t('composer:placeholderNote')
      : customerName === ''
        ? t('composer:placeholderReplyUnknown')
        : t('composer:placeholderReply', { name: customerName });

  return (
    <section className={classes['dock']} aria-label={t('composer:label')}>
      <div className={classes['measure']}>
        <AnsweredMeanwhile detail={detail} />
        <div
          className={classes['box']}
          data-kind={kind}
          onKeyDown={(event) => {
            onKeys(event.nativeEvent);
            // Letters typed here are words, not shortcuts of the ticket.
            event.stopPropagation();
          }}
        >
          <header className={classes['head']}>
            <SegmentedControl
              size="xs"
              aria-label={t('composer:mode')}
              className={classes['switch'] ?? ''}
              value={kind}
              onChange={(value) => composer.switchTo(value)}
              data={[
                {
                  value: 'reply',
                  label: (
                    <ModeLabel icon={<IconCornerUpLeft size={13} aria-hidden />} text={t('composer:reply')} />
                  ),
                },
                {
                  value: 'note',
                  label: <ModeLabel icon={<IconLock size={13} aria-hidden />} text={t('composer:note')} />,
                },
              ]}
            />
            <span className={classes['recipient']}>
              {kind === 'note'
                ? t('composer:noteOnly')
                : customerName === ''
                  ? t('composer:replyToUnknown')
                  : t('composer:replyTo', { name: customerName })}
            </span>
            <span className={classes['draftState']} aria-live="polite">
              {composer.draftState === 'saved' && t('composer:draftSaved')}
              {composer.draftState === 'tooLong' && t('composer:draftTooLong')}
            </span>
          </header>
          <ComposerNotice detail={detail} kind={kind} />
          {composer.isLoaded ? (
            <ComposerEditor
              key={composer.editorKey}
              initialHtml={composer.initialHtml}
              label={kind === 'note' ? t('composer:note') : t('composer:reply')}
              placeholder={placeholder}
              focusRequest={composer.focusRequest}
              onReady={composer.editorReady}
              onChange={(editor) => {
                composer.edited(editor);
                if (editor.isEmpty) reporter.stopWriting();
                else reporter.typed(kind);
              }}
              onBlur={() => {
                composer.blurred();
                reporter.stopWriting();
              }}
              mentionable={mentionable}
              onHold={composer.hold}
              tools={() => (
                <CannedReplies
                  replies={fittingReplies(
                    directory.cannedReplies,
                    ticket.departmentId,
                    ticket.language === '' ? (contact?.language ?? '') : ticket.language,
                  )}
                  onChoose={(reply) =>
                    composer.insertHtml(
                      fillPlaceholders(sanitizePastedHtml(reply.value.html), {
                        'customer.name': customerName,
                        'agent.name': me.setting?.value.name ?? '',
                        'ticket.number': ticket.number === 0 ? '' : String(ticket.number),
                      }),
                    )
                  }
                />
              )}
              actions={
                <SendButton
                  kind={kind}
                  status={ticket.status}
                  isDisabled={!canSend}
                  onSend={(to) => void send(to)}
                />
              }
            />
          ) : (
            <div className={classes['loading']} />
          )}
          {held !== '' && (
            <HeldText text={held} onInsertFitting={composer.insertFitting} onRemove={composer.removeHeld} />
          )}
          {composer.length > 0 && (
            <p
              className={classes['size']}
              data-over={isTooLong || undefined}
              role={isTooLong ? 'alert' : undefined}
            >
              {isTooLong && <IconAlertTriangle size={14} aria-hidden />}
              {t(isTooLong ? 'composer:tooLong' : 'composer:size', {
                size: format.number(composer.length),
                limit: format.number(MESSAGE_MAX_LENGTH),
              })}
            </p>
          )}
        </div>
      </div>
    </section>
  );
}

function ModeLabel({ icon, text }: { readonly icon: ReactNode; readonly text: string }): ReactElement {
  return (
    <span className={classes['mode']}>
      {icon}
      {text}
    </span>
  );
}

interface ComposerNoticeProps {
  readonly detail: TicketDetail;
  readonly kind: DraftKind;
}

/** Says before sending what a reply will do to the responsibility for the ticket. A note never does anything to it. */
function ComposerNotice({ detail, kind }: ComposerNoticeProps): ReactElement | null {
  const t = useText();
  const me = useMe();
  const { departments } = useDirectory();
  const { ticket } = detail;
  if (kind === 'note') return null;
  if (ticket.status === 'closed') {
    return (
      <p className={classes['notice']}>
        <IconInfoCircle size={14} aria-hidden />
        {t('composer:closedNotice')}
      </p>
    );
  }
  if (ticket.assigneeId !== NOBODY || !me.setting) return null;
  const claims = me.setting.value.departmentIds.includes(ticket.departmentId);
  const department = departments.get(ticket.departmentId)?.value.name ?? t('unknownDepartment');
  return (
    <p className={classes['notice']}>
      <IconHandStop size={14} aria-hidden />
      {claims ? t('composer:claimNotice') : t('composer:noClaimNotice', { department })}
    </p>
  );
}
