import type { ReactElement } from 'react';
import classes from './Avatar.module.css';

const HUES = 10;

/** The same id always gives the same hue, on every device. */
function hueOf(id: string): number {
  let hash = 7;
  for (const character of id) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003;
  return hash % HUES;
}

/** First letters of the first and the last word; a question mark for nothing. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = Array.from(words[0] ?? '?')[0] ?? '?';
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? '')[0] ?? '') : '';
  return `${first}${last}`.toUpperCase();
}

interface AvatarProps {
  readonly id: string;
  readonly name: string;
  /** Side in px; 20 when left out. */
  readonly size?: number;
  /** False when the name stands beside it anyway; the picture is then silent for screen readers. */
  readonly isLabelled?: boolean;
}

/** Initials on a stable colour. */
export function Avatar({ id, name, size = 20, isLabelled = true }: AvatarProps): ReactElement {
  const label = isLabelled ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true };
  return (
    <span
      {...label}
      className={classes['avatar']}
      data-hue={hueOf(id)}
      data-initials={initialsOf(name)}
      style={{ width: size, height: size, fontSize: Math.max(8, Math.round(size * 0.42)) }}
    />
  );
}
