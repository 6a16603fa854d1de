import type { AgentId } from './ids.ts';
import type { AgentValue } from './settings.ts';

/** What of an agent says who takes over from them, and when. */
export type SubstituteFields = Pick<
  AgentValue,
  'isActive' | 'substituteId' | 'substituteFromMs' | 'substituteUntilMs'
>;

type FieldsOf = (id: AgentId) => SubstituteFields | undefined;

/** A half-open span of time, UTC epoch ms. */
interface Span {
  readonly fromMs: number;
  readonly untilMs: number;
}

const ALWAYS: Span = { fromMs: 0, untilMs: Number.POSITIVE_INFINITY };

/**
 * Everybody who stands in for an agent at `nowMs`, nearest first: their substitute, that one's substitute, and so on. Ends
 * before anybody who is not active, and before coming round in a circle.
 */
export function substitutesOf(ownerId: AgentId, fieldsOf: FieldsOf, nowMs: number): AgentId[] {
  const chain: AgentId[] = [];
  const passed = new Set<AgentId>([ownerId]);
  let current = ownerId;
  for (;;) {
    const fields = fieldsOf(current);
    if (!fields || fields.substituteId === '' || !holds(spanOf(fields), nowMs)) return chain;
    current = fields.substituteId;
    if (passed.has(current) || fieldsOf(current)?.isActive !== true) return chain;
    passed.add(current);
    chain.push(current);
  }
}

/**
 * True when an agent with these fields would at some instant stand in for themselves, directly or through others: at no
 * instant may the chain of substitutes run in a circle.
 */
export function closesCircle(agentId: AgentId, fields: SubstituteFields, fieldsOf: FieldsOf): boolean {
  let span = ALWAYS;
  let current = fields;
  const passed = new Set<AgentId>();
  while (current.substituteId !== '') {
    span = overlap(span, spanOf(current));
    if (span.fromMs >= span.untilMs) return false;
    if (current.substituteId === agentId) return true;
    // A circle that this agent is not part of; whoever saved it was told then.
    if (passed.has(current.substituteId)) return false;
    passed.add(current.substituteId);
    const next = fieldsOf(current.substituteId);
    if (!next) return false;
    current = next;
  }
  return false;
}

function spanOf({ substituteFromMs = 0, substituteUntilMs = 0 }: SubstituteFields): Span {
  return {
    fromMs: substituteFromMs,
    untilMs: substituteUntilMs === 0 ? Number.POSITIVE_INFINITY : substituteUntilMs,
  };
}

function overlap(a: Span, b: Span): Span {
  return { fromMs: Math.max(a.fromMs, b.fromMs), untilMs: Math.min(a.untilMs, b.untilMs) };
}

function holds({ fromMs, untilMs }: Span, nowMs: number): boolean {
  return fromMs <= nowMs && nowMs < untilMs;
}
