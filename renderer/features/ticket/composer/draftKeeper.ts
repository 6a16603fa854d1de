import { DRAFT_MAX_LENGTH, type Draft } from '../../../../shared/ipc/messages.ts';
import { EMPTY_DRAFT, isBlankDraft, joinDraft, splitDraft } from './draftText.ts';
import type { DraftText } from './draftText.ts';

/** What a draft is for: a reply and a note of one ticket are written and kept apart. */
export type DraftKind = Draft['kind'];

/** `tooLong`: kept in this window only, because no draft may be that long. */
export type DraftState = 'clean' | 'changed' | 'saved' | 'tooLong';

/** Quiet time after the last key before a draft is saved. */
const SAVE_AFTER_MS = 400;

interface DraftKeeperOptions {
  readonly save: (kind: DraftKind, html: string) => void;
  readonly onState: (kind: DraftKind, state: DraftState) => void;
}

/** Holds what is being written on one ticket and hands it to storage, a little after each change and whenever asked to. */
export interface DraftKeeper {
  /** What storage held when the ticket was opened. Words typed meanwhile win. */
  readonly load: (drafts: readonly Draft[]) => void;
  readonly read: (kind: DraftKind) => DraftText;
  /** Something changed. `read` is asked for the words only when they are needed: making HTML of long text is not free. */
  readonly change: (kind: DraftKind, read: () => DraftText) => void;
  /** Sets the words and saves them at once. */
  readonly replace: (kind: DraftKind, draft: DraftText) => void;
  /** Takes over what another window has saved; false when nothing has changed here, because own words are not saved yet or the same stand here. */
  readonly follow: (kind: DraftKind, draft: DraftText) => boolean;
  /** Saves whatever is not saved yet, now. */
  readonly flush: () => void;
}

/** A keeper for one ticket's drafts. */
export function createDraftKeeper({ save, onState }: DraftKeeperOptions): DraftKeeper {
  const readers = new Map<DraftKind, () => DraftText>();
  const unsaved = new Set<DraftKind>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  const read = (kind: DraftKind): DraftText => readers.get(kind)?.() ?? EMPTY_DRAFT;

  function store(kind: DraftKind): void {
    const draft = read(kind);
    readers.set(kind, () => draft);
    const html = isBlankDraft(draft) ? '' : joinDraft(draft);
    if (html.length > DRAFT_MAX_LENGTH) {
      onState(kind, 'tooLong');
      return;
    }
    save(kind, html);
    onState(kind, html === '' ? 'clean' : 'saved');
  }

  function flush(): void {
    clearTimeout(timer);
    const kinds = [...unsaved];
    unsaved.clear();
    for (const kind of kinds) store(kind);
  }

  return {
    load(drafts) {
      for (const { kind, html } of drafts) {
        if (readers.has(kind)) continue;
        const draft = splitDraft(html);
        readers.set(kind, () => draft);
      }
    },
    read,
    change(kind, reader) {
      readers.set(kind, reader);
      unsaved.add(kind);
      onState(kind, 'changed');
      clearTimeout(timer);
      timer = setTimeout(flush, SAVE_AFTER_MS);
    },
    replace(kind, draft) {
      readers.set(kind, () => draft);
      unsaved.delete(kind);
      store(kind);
    },
    follow(kind, draft) {
      if (unsaved.has(kind) || joinDraft(read(kind)) === joinDraft(draft)) return false;
      readers.set(kind, () => draft);
      onState(kind, isBlankDraft(draft) ? 'clean' : 'saved');
      return true;
    },
    flush,
  };
}
