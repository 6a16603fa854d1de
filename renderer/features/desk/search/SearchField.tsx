import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useEffectEvent, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { SEARCH_MAX_LENGTH } from '../../../../shared/domain/search/parseSearch.ts';
import { useDirectory } from '../../../live/directory.ts';
import { ShortcutKeys } from '../../../live/ShortcutKeys.tsx';
import { useShortcuts } from '../../../live/shortcuts.ts';
import { useText } from '../../../ui/text.ts';
import { useDeskStore } from '../deskStore.ts';
import classes from './SearchField.module.css';
import { suggestionsFor } from './suggestions.ts';
import type { Suggestion } from './suggestions.ts';

interface SearchFieldProps {
  /** The search whose hits the list shows; undefined while it shows none. */
  readonly shownText: string | undefined;
}

/** The search of the desk: its shortcut goes into it, Esc leaves it, and the list shows what it finds. */
export function SearchField({ shownText }: SearchFieldProps): ReactElement {
  const t = useText();
  const directory = useDirectory();
  const text = useDeskStore((state) => state.searchText);
  const search = useDeskStore((state) => state.search);
  const listId = useId();
  const root = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  /** Whoever types fast and presses Enter means what is about to be found, not what the list still shows. */
  const isListAwaited = useRef(false);
  const isShown = text.trim() === '' || shownText === text;
  const suggestions = isOpen ? suggestionsFor(text, directory, t) : [];
  const isListed = suggestions.length > 0;
  const chosen = suggestions[active];

  useShortcuts({
    search: () => {
      input.current?.focus();
      input.current?.select();
    },
  });

  function change(next: string): void {
    search(next);
    setOpen(true);
    setActive(-1);
    isListAwaited.current = false;
  }

  function accept(suggestion: Suggestion): void {
    change(suggestion.text);
    input.current?.focus();
  }

  function goToList(): void {
    setOpen(false);
    if (isShown) enterList();
    else isListAwaited.current = true;
  }

  /** Into the list, with its first line selected when nothing of it was. */
  function enterList(): void {
    const list = root.current?.parentElement?.querySelector<HTMLElement>('[role="grid"]');
    list?.focus();
    if (list && !list.querySelector('[aria-selected="true"]'))
      list.dispatchEvent(new globalThis.KeyboardEvent('keydown', { key: 'Home', bubbles: true }));
  }

  const enterAwaited = useEffectEvent(() => {
    isListAwaited.current = false;
    enterList();
  });
  useEffect(() => {
    if (isListAwaited.current && isShown) enterAwaited();
  }, [isShown]);

  function leave(): void {
    if (text !== '') change('');
    setOpen(false);
    if (text === '') input.current?.blur();
  }

  const keys: Readonly<Record<string, (() => void) | undefined>> = {
    ArrowDown: () => (isListed ? setActive((active + 1) % suggestions.length) : goToList()),
    ArrowUp: isListed ? () => setActive(active <= 0 ? suggestions.length - 1 : active - 1) : undefined,
    Tab: chosen && (() => accept(chosen)),
    Enter: () => (chosen ? accept(chosen) : goToList()),
    Escape: () => (isListed && text !== '' ? setOpen(false) : leave()),
  };

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.nativeEvent.isComposing) return;
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  return (
    <div ref={root} className={classes['search']} role="search">
      <div className={classes['box']}>
        <IconSearch size={14} stroke={1.8} aria-hidden />
        <input
          ref={input}
          className={classes['input']}
          role="combobox"
          aria-label={t('search:field')}
          aria-autocomplete="list"
          aria-expanded={isListed}
          aria-controls={isListed ? listId : undefined}
          aria-activedescendant={chosen ? `${listId}-${String(active)}` : undefined}
          placeholder={t('search:placeholder')}
          value={text}
          maxLength={SEARCH_MAX_LENGTH}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => change(event.currentTarget.value)}
          onFocus={() => setOpen(true)}
          onBlur={() => {
            setOpen(false);
            isListAwaited.current = false;
          }}
          onKeyDown={onKeyDown}
        />
        {text === '' ? (
          <span className={classes['keys']} aria-hidden>
            <ShortcutKeys id="search" />
          </span>
        ) : (
          <button
            type="button"
            className={classes['clear']}
            aria-label={t('search:clear')}
            title={t('search:clear')}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => change('')}
          >
            <IconX size={13} stroke={2} aria-hidden />
          </button>
        )}
      </div>
      {isListed && (
        <ul
          id={listId}
          className={classes['suggestions']}
          role="listbox"
          aria-label={t('search:suggestions')}
        >
          {suggestions.map((suggestion, index) => (
            <li
              key={suggestion.typed}
              id={`${listId}-${String(index)}`}
              role="option"
              aria-selected={index === active}
              className={classes['suggestion']}
              // The field keeps the focus.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => accept(suggestion)}
            >
              <code className={classes['typed']}>{suggestion.typed}</code>
              <span className={classes['meaning']}>{suggestion.label}</span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
