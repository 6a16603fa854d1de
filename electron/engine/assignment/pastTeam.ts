import type { AgentId, DepartmentId } from '../../../shared/domain/ids.ts';
import type { AgentValue } from '../../../shared/domain/settings.ts';
import type { HoldSpan, PastCase } from './pastEvents.ts';
import type { PastAgent } from './replay.ts';

/** What is assumed of agents of whom a log tells nothing but what they had. */
export interface TeamGuess {
  readonly least: number;
  /** Their capacity; `null`: as much as they ever had at once, and at least `least`. */
  readonly capacity: number | null;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Somebody seen once on a day was there for so long. */
const SEEN_ONCE_MS = 60 * 60 * 1000;

/**
 * The team that a log tells of: everybody who had a ticket, in the departments they had one in, there on each day from their
 * first to their last deed of that day.
 */
export function pastTeam(cases: readonly PastCase[], guess: TeamGuess): PastAgent[] {
  const holds = new Map<AgentId, HoldSpan[]>();
  for (const { holds: spans } of cases) {
    for (const span of spans) {
      const known = holds.get(span.agentId);
      if (known) known.push(span);
      else holds.set(span.agentId, [span]);
    }
  }
  return [...holds].map(([id, spans]) => ({
    id,
    value: agentValue(id, {
      departmentIds: [...new Set(spans.map(({ departmentId }) => departmentId))],
      capacity: guess.capacity ?? Math.max(guess.least, mostAtOnce(spans)),
    }),
    present: presenceOf(spans.flatMap(({ fromMs, untilMs }) => [fromMs, untilMs])),
  }));
}

/** Spans of presence from the instants of somebody's deeds: on each day from the first to the last. */
function presenceOf(instants: readonly number[]): PastAgent['present'] {
  const days = new Map<number, { fromMs: number; untilMs: number }>();
  for (const atMs of instants) {
    const day = Math.floor(atMs / DAY_MS);
    const known = days.get(day);
    if (!known) days.set(day, { fromMs: atMs, untilMs: atMs + SEEN_ONCE_MS });
    else {
      known.fromMs = Math.min(known.fromMs, atMs);
      known.untilMs = Math.max(known.untilMs, atMs + SEEN_ONCE_MS);
    }
  }
  const spans = [...days.values()].sort((a, b) => a.fromMs - b.fromMs);
  // The last hour of a day may reach into the next one.
  return spans.map(({ fromMs, untilMs }, index) => ({
    fromMs,
    untilMs: Math.min(untilMs, spans[index + 1]?.fromMs ?? Number.POSITIVE_INFINITY),
  }));
}

/** An agent of whom only the given is known. */
function agentValue(
  name: string,
  known: { readonly departmentIds: DepartmentId[]; readonly capacity: number },
): AgentValue {
  return {
    name: name.slice(0, 120),
    email: 'replayed@example.invalid',
    role: 'agent',
    level: 1,
    skills: [],
    languages: [],
    availability: 'available',
    substituteId: '',
    isActive: true,
    ...known,
  };
}

function mostAtOnce(spans: readonly HoldSpan[]): number {
  const steps = spans.flatMap(({ fromMs, untilMs }) => [
    { atMs: fromMs, by: 1 },
    { atMs: untilMs, by: -1 },
  ]);
  steps.sort((a, b) => a.atMs - b.atMs || a.by - b.by);
  let now = 0;
  let most = 0;
  for (const { by } of steps) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}
