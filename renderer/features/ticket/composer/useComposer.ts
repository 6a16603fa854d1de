import { notifications } from '@mantine/notifications';
import type { Editor } from '@tiptap/react';
import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { MESSAGE_MAX_LENGTH } from '../../../../shared/domain/message.ts';
import { answersOfOthers } from '../../../../shared/domain/message.ts';
import type { Message } from '../../../../shared/domain/message.ts';
import type { Status } from '../../../../shared/domain/ticket/ticket.ts';
import type { EventPayload } from '../../../../shared/ipc/contract.ts';
import type { Draft } from '../../../../shared/ipc/messages.ts';
import type { TicketDetail } from '../../../../shared/ipc/tickets.ts';
import { invoke, subscribe } from '../../../bridge.ts';
import { useMe } from '../../../live/session.ts';
import { VIEW_ID } from '../../../live/thisWindow.ts';
import { useErrorText } from '../../../ui/useErrorText.ts';
import { createDraftKeeper } from './draftKeeper.ts';
import type { DraftKind, DraftState } from './draftKeeper.ts';
import { combineDrafts, EMPTY_DRAFT, splitDraft } from './draftText.ts';
import type { DraftText } from './draftText.ts';
import { fittingLength, insertPlainText } from './longPaste.ts';

/** From here on the exact length is worth computing, and worth showing. */
const SHOW_LENGTH_FROM = MESSAGE_MAX_LENGTH * 0.8;

/** What is being written, and everything that can be done with it. */
export interface ComposerState {
  readonly kind: DraftKind;
  /** False until the stored drafts are here: nothing may be typed over them. */
  readonly isLoaded: boolean;
  /** Changes when the editor must begin anew with `initialHtml`. */
  readonly editorKey: string;
  readonly initialHtml: string;
  readonly focusRequest: number;
  readonly held: string;
  /** HTML length when it is near or over the limit, else 0. */
  readonly length: number;
  readonly isBlank: boolean;
  readonly isSending: boolean;
  readonly draftState: DraftState;
  readonly write: (kind: DraftKind) => void;
  readonly switchTo: (kind: DraftKind) => void;
  readonly editorReady: (editor: Editor) => void;
  readonly edited: (editor: Editor) => void;
  readonly blurred: () => void;
  readonly hold: (text: string) => void;
  readonly insertFitting: () => void;
  readonly removeHeld: () => void;
  readonly insertHtml: (html: string) => void;
  readonly send: (setStatus: Status | null) => Promise<boolean>;
}

/** Writing on one ticket: mount anew for another ticket. */
export function useComposer(detail: TicketDetail): ComposerState {
  const ticketId = detail.ticket.id;
  const { id: meId } = useMe();
  const errorText = useErrorText();
  const [kind, setKind] = useState<DraftKind>(detail.ticket.status === 'closed' ? 'note' : 'reply');
  const [isLoaded, setIsLoaded] = useState(false);
  const [epoch, setEpoch] = useState(0);
  const [initial, setInitial] = useState<DraftText>(EMPTY_DRAFT);
  const [editor, setEditor] = useState<Editor | null>(null);
  const [held, setHeld] = useState('');
  const [length, setLength] = useState(0);
  const [isBlank, setIsBlank] = useState(true);
  const [isSending, setIsSending] = useState(false);
  const [draftState, setDraftState] = useState<DraftState>('clean');
  const [focusRequest, setFocusRequest] = useState(0);

  const tell = useCallback(
    (problem: unknown) => {
      // One line for one problem, however often it is met while somebody types.
      const message = errorText(problem);
      notifications.show({ id: `composer ${message}`, color: 'red', message });
    },
    [errorText],
  );
  const [keeper] = useState(() =>
    createDraftKeeper({
      save: (draftKind, html) => {
        invoke('draft.save', { ticketId, kind: draftKind, html, viewId: VIEW_ID }).catch(
          (problem: unknown) => {
            setDraftState('changed');
            tell(problem);
          },
        );
      },
      onState: (_draftKind, state) => setDraftState(state),
    }),
  );

  const begin = useCallback(
    (nextKind: DraftKind) => {
      const draft = keeper.read(nextKind);
      setKind(nextKind);
      setInitial(draft);
      setHeld(draft.held);
      setLength(draft.html.length >= SHOW_LENGTH_FROM ? draft.html.length : 0);
      setEpoch((now) => now + 1);
    },
    [keeper],
  );

  const takeUp = useEffectEvent((drafts: readonly Draft[]) => {
    keeper.load(drafts);
    const newest = [...drafts].sort((a, b) => b.savedAtMs - a.savedAtMs)[0];
    // The first kind only: switching later must not load again.
    begin(newest?.kind ?? kind);
    setIsLoaded(true);
  });
  const takeBack = useEffectEvent(({ draft, cause }: EventPayload<'draft.returned'>) => {
    keeper.flush();
    keeper.replace(draft.kind, combineDrafts(splitDraft(draft.html), keeper.read(draft.kind)));
    // What was refused must not pull somebody out of the note they are writing.
    if (cause === 'undone' || draft.kind === kind) begin(draft.kind);
    if (cause === 'undone') setFocusRequest((now) => now + 1);
  });

  /** The same ticket is open in another window, and something was written there. */
  const followOther = useEffectEvent((draft: Draft) => {
    if (keeper.follow(draft.kind, splitDraft(draft.html)) && draft.kind === kind) begin(kind);
  });

  useEffect(() => {
    /** Counts questions, so that only the latest answer is taken up; 0 once the drafts are here. */
    let asked = 0;
    function load(): void {
      const question = (asked += 1);
      invoke('draft.get', { ticketId })
        .then((drafts) => {
          if (question !== asked) return;
          asked = 0;
          takeUp(drafts);
        })
        .catch((problem: unknown) => {
          if (question !== asked) return;
          asked = 0;
          tell(problem);
          setIsLoaded(true);
        });
    }
    load();
    const stop = subscribe('draft.returned', (returned) => {
      if (returned.draft.ticketId !== ticketId) return;
      // Storage has them too; while its answer is on its way, a new question brings everything.
      if (asked > 0) load();
      else takeBack(returned);
    });
    const stopFollowing = subscribe('draft.saved', ({ draft, viewId }) => {
      if (draft.ticketId !== ticketId || viewId === VIEW_ID) return;
      if (asked > 0) load();
      else followOther(draft);
    });
    return () => {
      asked = -1;
      stop();
      stopFollowing();
    };
  }, [ticketId, tell]);

  useEffect(() => {
    // Closing the window gives no second chance; leaving the ticket unmounts.
    window.addEventListener('pagehide', keeper.flush);
    return () => {
      window.removeEventListener('pagehide', keeper.flush);
      keeper.flush();
    };
  }, [keeper]);

  function measure(changed: Editor): void {
    setIsBlank(changed.isEmpty);
    // The document's size is at most the HTML's length, and free to read.
    setLength(changed.state.doc.content.size < SHOW_LENGTH_FROM * 0.6 ? 0 : changed.getHTML().length);
  }
  function setHeldText(text: string): void {
    setHeld(text);
    if (editor) keeper.change(kind, () => ({ html: editor.getHTML(), held: text }));
  }
  function switchTo(nextKind: DraftKind): void {
    if (nextKind === kind) return;
    keeper.flush();
    begin(nextKind);
  }

  return {
    kind,
    isLoaded,
    editorKey: `${kind}-${String(epoch)}`,
    initialHtml: initial.html,
    focusRequest,
    held,
    length: length >= SHOW_LENGTH_FROM ? length : 0,
    isBlank,
    isSending,
    draftState,
    write(nextKind) {
      switchTo(nextKind);
      setFocusRequest((now) => now + 1);
    },
    switchTo,
    editorReady(created) {
      setEditor(created);
      measure(created);
    },
    edited(changed) {
      measure(changed);
      keeper.change(kind, () => ({ html: changed.getHTML(), held }));
    },
    blurred: keeper.flush,
    hold: (text) => setHeldText(held === '' ? text : `${held}\n${text}`),
    insertFitting() {
      if (!editor) return;
      const fits = fittingLength(held, editor.getHTML().length);
      insertPlainText(editor, held.slice(0, fits));
      setHeldText(held.slice(fits));
    },
    removeHeld: () => setHeldText(''),
    insertHtml(html) {
      editor?.chain().focus().insertContent(html).run();
    },
    async send(setStatus) {
      if (!editor || isSending || editor.isEmpty || held !== '') return false;
      const html = editor.getHTML();
      if (html.length > MESSAGE_MAX_LENGTH) return false;
      setIsSending(true);
      // What has been sent must not be saved as a draft afterwards, and what could not be sent must be.
      keeper.flush();
      try {
        await invoke('message.send', {
          ticketId,
          kind,
          html,
          setStatus,
          seenMessageId: lastSeen(detail.messages),
          ...(kind === 'reply' &&
            meId !== undefined && {
              seenAnswers: answersOfOthers(detail.messages, meId).length,
            }),
        });
        keeper.replace(kind, EMPTY_DRAFT);
        begin(kind);
        return true;
      } catch (problem) {
        tell(problem);
        return false;
      } finally {
        setIsSending(false);
      }
    },
  };
}

/** The newest message on screen: the server refuses a reply whose author has not seen another's answer. */
function lastSeen(messages: readonly Message[]): Message['seenMessageId'] {
  let newest: Message | undefined;
  for (const message of messages) if (!newest || message.atMs >= newest.atMs) newest = message;
  return newest?.id ?? '';
}
