import type { Contact } from '../../shared/domain/contact.ts';
import { uuidV7, type DepartmentId, type MessageId, type TicketId } from '../../shared/domain/ids.ts';
import type { Message } from '../../shared/domain/message.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import {
  addMessage,
  assignTicket,
  createTicket,
  setPriority,
  setStatus,
  setTags,
  snoozeTicket,
  transferTicket,
  type ActionContext,
  type ActionResult,
} from '../../shared/domain/ticket/actions.ts';
import { NOBODY, type Actor, type Holder, type Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import type { DemoPerson } from './contacts.ts';
import { DEPARTMENT_IDS, SAFETY_RULE_ID, VIP_RULE_ID } from './demoIds.ts';
import { dayText, makeFacts, weekdayAfter } from './facts.ts';
import { asHtml } from './markup.ts';
import { HANDOVER_NOTES } from './notes.ts';
import type { Random } from './random.ts';
import type { Step, StepAction } from './script.ts';
import { SITUATIONS, type DemoDepartment, type SituationKey } from './situations.ts';
import { TEAM, type DemoAgent } from './team.ts';
import { customerWords, noteWords, openingOf, replyWords, subjectOf, type Conversation } from './words.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a played story leaves behind; `rev` and the derived columns of the ticket are the caller's work. */
export interface PlayedStory {
  readonly ticket: Ticket;
  readonly messages: readonly Message[];
}

/** Plays one ticket's story with the same actions that the desk uses, at simulated times. `times[i]` belongs to `steps[i]`. */
export function playStory(
  random: Random,
  person: DemoPerson,
  situation: SituationKey,
  steps: readonly Step[],
  times: readonly number[],
  nowMs: number,
): PlayedStory {
  return new Story(random, person, situation, times[0] ?? nowMs, nowMs).play(steps, times);
}

class Story {
  private readonly random: Random;
  private readonly contact: Contact;
  private readonly talk: Conversation;
  private readonly nowMs: number;
  private readonly home: DemoDepartment;
  private readonly messages: Message[] = [];
  private ticket: Ticket | null = null;

  constructor(
    random: Random,
    person: DemoPerson,
    situation: SituationKey,
    createdAtMs: number,
    nowMs: number,
  ) {
    this.random = random;
    this.contact = person.contact;
    this.nowMs = nowMs;
    this.home = SITUATIONS[situation].department;
    this.talk = {
      random,
      language: person.language,
      situation,
      facts: makeFacts(random, person.language, person.first, createdAtMs),
      customer: { name: person.contact.name, gender: person.gender },
    };
  }

  play(steps: readonly Step[], times: readonly number[]): PlayedStory {
    for (const [index, step] of steps.entries()) this.take(step.action, times[index] ?? this.nowMs);
    return { ticket: this.current(), messages: this.messages };
  }

  private current(): Ticket {
    if (!this.ticket) throw new BatonError('internal', 'a demo story did not begin with its first message');
    return this.ticket;
  }

  private take(action: StepAction, atMs: number): void {
    switch (action.kind) {
      case 'open':
        this.begin('customer', atMs);
        return;
      case 'call':
        this.begin('call', atMs);
        return;
      case 'assign':
        this.assign(action.cause, atMs);
        return;
      case 'reply': {
        const author = this.holder() ?? this.somebody();
        const isFirst = this.current().firstReplyAtMs === 0 && this.current().channel !== 'phone';
        const soonText = dayText(this.talk.language, weekdayAfter(atMs, 3));
        const text = replyWords(
          this.talk,
          action.part,
          { name: author.value.name, gender: author.gender },
          isFirst,
          soonText,
        );
        this.say('reply', byAgent(author), text, atMs, author);
        if (action.then)
          this.apply(setStatus(this.current(), action.then, this.context(byAgent(author), atMs)));
        return;
      }
      case 'customer':
        this.say('customer', this.byCustomer(), customerWords(this.talk, action.part), atMs, null);
        return;
      case 'note': {
        const author = this.holder() ?? this.somebody();
        this.say('note', byAgent(author), noteWords(this.talk, action.part), atMs, author);
        return;
      }
      case 'hop':
        this.hop(action, atMs);
        return;
      case 'status': {
        const by: Actor =
          action.by === 'system' ? { kind: 'system' } : byAgent(this.holder() ?? this.somebody());
        this.apply(setStatus(this.current(), action.status, this.context(by, atMs)));
        return;
      }
      case 'snooze': {
        const untilMs =
          weekdayAfter(Math.floor(this.nowMs / DAY_MS) * DAY_MS, this.random.between(1, 6)) + 8 * HOUR_MS;
        this.apply(
          snoozeTicket(
            this.current(),
            untilMs,
            this.context(byAgent(this.holder() ?? this.somebody()), atMs),
          ),
        );
      }
    }
  }

  private begin(how: 'customer' | 'call', atMs: number): void {
    const plan = SITUATIONS[this.talk.situation];
    const author = this.somebodyOf(this.home);
    const by = how === 'call' ? byAgent(author) : this.byCustomer();
    const channel =
      how === 'call' ? 'phone' : this.random.weighted({ email: 56, form: 30, chat: 11, api: 3 });
    const { model, order, serial } = this.talk.facts;
    this.ticket = createTicket(
      {
        id: this.newId(atMs) as TicketId,
        subject: subjectOf(this.talk),
        departmentId: DEPARTMENT_IDS[this.home],
        priority: plan.priority,
        tags: plan.tags,
        contactId: this.contact.id,
        channel,
        language: this.talk.language,
        fields: { model: model ?? '', order: order ?? '', serial: serial ?? '' },
      },
      this.context(by, atMs),
      TEAM.map((agent) => agent.id),
    );
    if (how === 'call') this.say('note', by, noteWords(this.talk, 'call'), atMs, author);
    else this.say('customer', by, openingOf(this.talk), atMs, null);
    this.applyRules(atMs);
  }

  private applyRules(atMs: number): void {
    const plan = SITUATIONS[this.talk.situation];
    const tags: readonly string[] = plan.tags;
    if (tags.includes('safety') || tags.includes('recall')) {
      this.apply(
        setPriority(this.current(), 'urgent', this.context({ kind: 'rule', id: SAFETY_RULE_ID }, atMs)),
      );
    }
    if (!this.contact.isVip) return;
    const context = this.context({ kind: 'rule', id: VIP_RULE_ID }, atMs);
    if (this.current().priorityRank < 30) this.apply(setPriority(this.current(), 'high', context));
    this.apply(setTags(this.current(), [...this.current().tags, 'vip'], context));
  }

  private assign(cause: 'auto' | 'manual', atMs: number): void {
    if (this.current().assigneeId !== NOBODY) return;
    const agent = this.somebody();
    const by: Actor = cause === 'auto' ? { kind: 'system' } : byAgent(agent);
    this.apply(assignTicket(this.current(), agent.id, cause, this.context(by, atMs)));
  }

  private hop(action: Extract<StepAction, { kind: 'hop' }>, atMs: number): void {
    const author = this.holder() ?? this.somebody();
    const here = this.department();
    const others = (['support', 'billing', 'service'] as const).filter((department) => department !== here);
    const target =
      action.to === 'colleague' ? here : action.to === 'home' ? this.home : this.random.pick(others);
    const colleague = target === here ? this.colleagueOf(here, author) : undefined;
    if (target === here && !colleague) return;
    if (action.hasNote) {
      const notes = HANDOVER_NOTES[action.to === 'home' ? 'back' : action.reason.code];
      this.say('note', byAgent(author), this.random.pick(notes), atMs, author);
    }
    const to: Holder = { departmentId: DEPARTMENT_IDS[target], assigneeId: colleague?.id ?? NOBODY };
    const context = this.context(byAgent(author), atMs);
    this.apply(transferTicket(this.current(), { ...to, reason: action.reason }, context));
  }

  private say(kind: Message['kind'], by: Actor, text: string, atMs: number, author: DemoAgent | null): void {
    const ticket = this.current();
    const id = this.newId(atMs) as MessageId;
    const channel = ticket.channel === 'phone' && kind !== 'note' ? 'email' : ticket.channel;
    const message: Message = {
      id,
      rev: '-' as Rev,
      ticketId: ticket.id,
      kind,
      by,
      atMs,
      html: kind === 'customer' ? '' : asHtml(text),
      text,
      channel,
      seenMessageId: ticket.lastMessageId,
      externalId: kind === 'customer' && channel === 'email' ? `<${id}@mail.example.com>` : '',
    };
    this.messages.push(message);
    this.apply(
      addMessage(ticket, message, {
        ...this.context(by, atMs),
        authorDepartmentIds: author?.value.departmentIds ?? [],
        isAvailable: (agentId) =>
          TEAM.some((agent) => agent.id === agentId && agent.value.availability === 'available'),
        reopenTo: (departmentId) => (departmentId === DEPARTMENT_IDS.service ? 'pool' : 'lastOwner'),
      }),
    );
  }

  private apply(result: ActionResult): void {
    if (result.kind === 'refused')
      throw new BatonError(result.code, 'a demo story breaks the rules of the desk');
    if (result.kind === 'changed') this.ticket = result.ticket;
  }

  private context(by: Actor, atMs: number): ActionContext {
    return { nowMs: atMs, by, newId: () => this.newId(atMs) };
  }

  private newId(atMs: number): string {
    return uuidV7(atMs, this.random.bytes);
  }

  private byCustomer(): Actor {
    return { kind: 'customer', id: this.contact.id };
  }

  private holder(): DemoAgent | undefined {
    const { assigneeId } = this.current();
    return TEAM.find((agent) => agent.id === assigneeId);
  }

  private department(): DemoDepartment {
    const held: DepartmentId = this.current().departmentId;
    return (
      (['support', 'billing', 'service'] as const).find((key) => DEPARTMENT_IDS[key] === held) ?? this.home
    );
  }

  private somebody(): DemoAgent {
    return this.somebodyOf(this.department());
  }

  /** Somebody of a department, if possible one who speaks the customer's language, by share of the work. */
  private somebodyOf(department: DemoDepartment): DemoAgent {
    const members = TEAM.filter((agent) => agent.departments.includes(department));
    const speakers = members.filter((agent) => agent.languages.includes(this.talk.language));
    return this.oneOf(speakers.length > 0 ? speakers : members);
  }

  /** Somebody else of the department who speaks the customer's language; `undefined` when nobody does. */
  private colleagueOf(department: DemoDepartment, agent: DemoAgent): DemoAgent | undefined {
    const colleagues = TEAM.filter(
      (other) =>
        other !== agent &&
        other.departments.includes(department) &&
        other.languages.includes(this.talk.language),
    );
    return colleagues.length > 0 ? this.oneOf(colleagues) : undefined;
  }

  private oneOf(agents: readonly DemoAgent[]): DemoAgent {
    const shares: Record<string, number> = {};
    for (const agent of agents) shares[agent.id] = this.shareOf(agent);
    const id = this.random.weighted(shares);
    return agents.find((agent) => agent.id === id) ?? this.random.pick(agents);
  }

  /** People answer most in their first language. */
  private shareOf(agent: DemoAgent): number {
    return agent.languages[0] === this.talk.language ? agent.weight * 4 : agent.weight;
  }
}

function byAgent(agent: DemoAgent): Actor {
  return { kind: 'agent', id: agent.id };
}
