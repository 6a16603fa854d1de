import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDraftKeeper } from '../../../../renderer/features/ticket/composer/draftKeeper.ts';
import type { DraftKeeper, DraftState } from '../../../../renderer/features/ticket/composer/draftKeeper.ts';
import {
  combineDrafts,
  joinDraft,
  splitDraft,
} from '../../../../renderer/features/ticket/composer/draftText.ts';
import type { TicketId } from '../../../../shared/domain/ids.ts';
import { DRAFT_MAX_LENGTH } from '../../../../shared/ipc/messages.ts';

const ticketId = 'tkt_1' as TicketId;

function aKeeper(): { keeper: DraftKeeper; saved: string[]; states: DraftState[] } {
  const saved: string[] = [];
  const states: DraftState[] = [];
  const keeper = createDraftKeeper({
    save: (kind, html) => saved.push(`${kind}: ${html}`),
    onState: (_kind, state) => states.push(state),
  });
  return { keeper, saved, states };
}

describe('A draft keeper', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it('saves once, a little after the last change', () => {
    const { keeper, saved } = aKeeper();
    keeper.change('reply', () => ({ html: '<p>a</p>', held: '' }));
    vi.advanceTimersByTime(300);
    keeper.change('reply', () => ({ html: '<p>ab</p>', held: '' }));
    vi.advanceTimersByTime(300);
    expect(saved).toEqual([]);
    vi.advanceTimersByTime(200);
    expect(saved).toEqual(['reply: <p>ab</p>']);
  });

  it('saves at once when told to, and not again', () => {
    const { keeper, saved } = aKeeper();
    keeper.change('note', () => ({ html: '<p>x</p>', held: '' }));
    keeper.flush();
    keeper.flush();
    vi.advanceTimersByTime(5000);
    expect(saved).toEqual(['note: <p>x</p>']);
  });

  it('keeps reply and note apart and lets words typed meanwhile win over stored ones', () => {
    const { keeper } = aKeeper();
    keeper.change('reply', () => ({ html: '<p>new</p>', held: '' }));
    keeper.load([
      { ticketId, kind: 'reply', html: '<p>old</p>', savedAtMs: 1 },
      { ticketId, kind: 'note', html: '<p>note</p>', savedAtMs: 1 },
    ]);
    expect([keeper.read('reply').html, keeper.read('note').html]).toEqual(['<p>new</p>', '<p>note</p>']);
  });

  it('stores nothing but emptiness for an empty paragraph', () => {
    const { keeper, saved } = aKeeper();
    keeper.change('reply', () => ({ html: '<p></p>', held: '' }));
    keeper.flush();
    expect(saved).toEqual(['reply: ']);
  });

  it('says so when the words are too long to be stored, and still has them', () => {
    const { keeper, saved, states } = aKeeper();
    const held = 'x'.repeat(DRAFT_MAX_LENGTH + 1);
    keeper.change('reply', () => ({ html: '', held }));
    keeper.flush();
    expect([saved, states.at(-1), keeper.read('reply').held.length]).toEqual([[], 'tooLong', held.length]);
  });
});

describe('A stored draft', () => {
  it('gives back editor text and held text as they were', () => {
    const draft = { html: '<p>Hello</p>', held: 'a < b && c\n<script>not a tag</script>' };
    expect(splitDraft(joinDraft(draft))).toEqual(draft);
  });

  it('puts what an undo brings back before what was typed since', () => {
    expect(combineDrafts({ html: '<p>first</p>', held: '' }, { html: '<p>second</p>', held: '' })).toEqual({
      html: '<p>first</p><p>second</p>',
      held: '',
    });
  });
});
