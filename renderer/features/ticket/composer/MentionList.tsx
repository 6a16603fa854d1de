import { Paper, Portal } from '@mantine/core';
import type { Editor } from '@tiptap/react';
import { useEffect, useEffectEvent, useId, useState } from 'react';
import type { ReactElement } from 'react';
import type { Mentionable } from '../../../../shared/domain/mentions.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { useText } from '../../../ui/text.ts';
import classes from './MentionList.module.css';

/** What is being typed after an `@`: where it stands in the text, and where on the screen. */
interface Query {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly left: number;
  readonly bottom: number;
}

/** Longest beginning of a name that is looked at, in characters. */
const QUERY_MAX = 60;
/** So many are offered at once. */
const OFFERED_MAX = 6;

/** Letters without case and accents, so that "novak" finds "Novák". */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

function queryIn(editor: Editor): Query | null {
  const { $from, empty, from } = editor.state.selection;
  if (!empty || !editor.isFocused || editor.isActive('code') || editor.isActive('codeBlock')) return null;
  const start = Math.max(0, $from.parentOffset - QUERY_MAX);
  const before = $from.parent.textBetween(start, $from.parentOffset, undefined, '\ufffc');
  const typed = /(?:^|[\s(])@([\p{L}\p{N}.'’ -]*)$/u.exec(before)?.[1];
  if (typed === undefined) return null;
  const at = from - typed.length - 1;
  const { left, top } = editor.view.coordsAtPos(at);
  return { text: typed, from: at, to: from, left, bottom: window.innerHeight - top + 4 };
}

/** Names that begin with what was typed, or have a word that does, those at the beginning first. */
function fitting(people: readonly Mentionable[], typed: string): readonly Mentionable[] {
  const wanted = plain(typed);
  const rank = ({ name }: Mentionable): number => {
    const known = plain(name);
    return known.startsWith(wanted) ? 0 : known.split(/\s+/u).some((word) => word.startsWith(wanted)) ? 1 : 2;
  };
  return people
    .filter((person) => rank(person) < 2)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
    .slice(0, OFFERED_MAX);
}

interface MentionListProps {
  readonly editor: Editor;
  /** Who can be mentioned here. */
  readonly people: readonly Mentionable[];
}

/** Offers colleagues while an `@` is being typed: arrows choose, Enter and Tab take, Escape leaves it as it is. */
export function MentionList({ editor, people }: MentionListProps): ReactElement | null {
  const t = useText();
  const id = useId();
  const [query, setQuery] = useState<Query | null>(null);
  const [chosen, setChosen] = useState(0);
  /** The `@` at which the person has put the list away. */
  const [dismissedAt, setDismissedAt] = useState<number | null>(null);
  const offered = query && query.from !== dismissedAt ? fitting(people, query.text) : [];
  const current = offered[Math.min(chosen, offered.length - 1)];

  useEffect(() => {
    const look = (): void => {
      const next = queryIn(editor);
      setQuery(next);
      setChosen(0);
      if (next === null) setDismissedAt(null);
    };
    const leave = (): void => setQuery(null);
    editor.on('update', look).on('selectionUpdate', look).on('blur', leave);
    return () => void editor.off('update', look).off('selectionUpdate', look).off('blur', leave);
  }, [editor]);

  function take(person: Mentionable): void {
    if (!query) return;
    editor.chain().focus().insertContentAt({ from: query.from, to: query.to }, `@${person.name} `).run();
    setQuery(null);
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const last = offered.length - 1;
    if (!current || !query || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'ArrowDown') setChosen(chosen >= last ? 0 : chosen + 1);
    else if (event.key === 'ArrowUp') setChosen(chosen <= 0 ? last : chosen - 1);
    else if (event.key === 'Enter' || event.key === 'Tab') take(current);
    else if (event.key === 'Escape') setDismissedAt(query.from);
    else return;
    // The key was for the list: neither the editor nor the composer around it hears of it.
    event.preventDefault();
    event.stopImmediatePropagation();
  });
  useEffect(() => {
    const { dom } = editor.view;
    dom.addEventListener('keydown', onKey, true);
    return () => dom.removeEventListener('keydown', onKey, true);
  }, [editor]);

  const currentId = current && `${id}-${current.id}`;
  useEffect(() => {
    const { dom } = editor.view;
    if (currentId === undefined) return undefined;
    dom.setAttribute('aria-controls', id);
    dom.setAttribute('aria-activedescendant', currentId);
    return () => {
      dom.removeAttribute('aria-controls');
      dom.removeAttribute('aria-activedescendant');
    };
  }, [editor, id, currentId]);

  if (!query || !current) return null;
  return (
    <Portal>
      <Paper
        id={id}
        role="listbox"
        aria-label={t('noticeCentre:mention')}
        shadow="lg"
        className={classes['list'] ?? ''}
        style={{ left: query.left, bottom: query.bottom }}
      >
        {offered.map((person) => (
          <div
            key={person.id}
            id={`${id}-${person.id}`}
            role="option"
            aria-selected={person === current}
            className={classes['option']}
            // Before the editor loses the focus to a click.
            onMouseDown={(event) => {
              event.preventDefault();
              take(person);
            }}
          >
            <Avatar id={person.id} name={person.name} size={20} isLabelled={false} />
            {person.name}
          </div>
        ))}
      </Paper>
    </Portal>
  );
}
