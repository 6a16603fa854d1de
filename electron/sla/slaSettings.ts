import type { CalendarId, PolicyId, SettingId } from '../../shared/domain/ids.ts';
import type { Setting, SettingOf } from '../../shared/domain/settings.ts';
import { calendarUsers, checkCalendar } from '../../shared/domain/sla/checkCalendar.ts';
import { checkPolicy } from '../../shared/domain/sla/checkPolicy.ts';
import { arrangedOrders, ORDER_STEP } from '../../shared/domain/sla/policy.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../shared/ipc/contract.ts';
import type { ImpactPart } from '../../shared/ipc/serviceLevels.ts';
import type { TicketPorts } from '../tickets/ticketChanges.ts';
import { impactPart } from './impact.ts';

/** What supervisors and administrators set about working hours and service levels. Agents get `auth.forbidden`. */
export interface SlaSettings {
  /** Throws `input.invalid` for what cannot be saved, `input.notFound` for one that is gone. */
  saveCalendar(input: CommandInput<'calendar.save'>): Promise<CalendarId>;
  /** Answers who uses it; it is gone when nobody does. */
  removeCalendar(calendarId: CalendarId): Promise<CommandOutput<'calendar.remove'>>;
  /** Throws `input.invalid` for what cannot be saved, `input.notFound` for one that is gone. */
  savePolicy(input: CommandInput<'policy.save'>): Promise<PolicyId>;
  removePolicy(policyId: PolicyId): Promise<void>;
  /** Puts the policies in this order. */
  arrange(policyIds: readonly PolicyId[]): Promise<void>;
  /** What a change would do to the next open tickets. */
  impact(question: CommandInput<'sla.impact'>): Promise<ImpactPart>;
}

/** The settings over one replica; the server asks for the same rights. */
export function createSlaSettings(ports: TicketPorts): SlaSettings {
  const { stores, directory, clock, meId, nextRev, newId } = ports;

  function mustManage(): void {
    const role = directory.agent(meId)?.role;
    if (role !== 'supervisor' && role !== 'administrator')
      throw new BatonError('auth.forbidden', 'only supervisors and administrators change service levels');
  }

  /** From the store: the directory follows it a moment later. */
  async function stored<K extends 'calendar' | 'sla-policy'>(kind: K): Promise<SettingOf<K>[]> {
    const found = await stores.settings.query({ selector: { kind } });
    return found.filter((setting): setting is SettingOf<K> => setting.kind === kind);
  }

  async function rewrite<K extends 'calendar' | 'sla-policy'>(
    id: string,
    kind: K,
    change: (setting: SettingOf<K>) => Setting,
  ): Promise<void> {
    const after = await stores.settings.update(id, (setting) =>
      setting.kind === kind
        ? { ...change(setting as SettingOf<K>), rev: nextRev(), updatedAtMs: clock.nowMs() }
        : null,
    );
    if (after?.kind !== kind) throw new BatonError('input.notFound', 'no such setting', { id, kind });
  }

  async function insert(part: Pick<Setting, 'kind' | 'value'>): Promise<string> {
    const id = newId();
    const base = { id: id as SettingId, rev: nextRev(), updatedAtMs: clock.nowMs() };
    await stores.settings.insert({ ...base, ...part } as Setting);
    return id;
  }

  return {
    saveCalendar: async ({ calendarId, value: wish }) => {
      mustManage();
      const value = { ...wish, name: wish.name.trim() };
      const others = (await stored('calendar')).map((other) => [other.id, other.value] as const);
      const problems = checkCalendar(calendarId, value, others);
      if (problems.length > 0)
        throw new BatonError('input.invalid', 'the calendar cannot be saved', { problems });
      if (calendarId === '') return (await insert({ kind: 'calendar', value })) as CalendarId;
      await rewrite(calendarId, 'calendar', (calendar) => ({ ...calendar, value }));
      return calendarId;
    },
    removeCalendar: async (calendarId) => {
      mustManage();
      const users = calendarUsers(calendarId, await stores.settings.query({ selector: {} }));
      if (users.length === 0) await stores.settings.remove(calendarId, ({ kind }) => kind === 'calendar');
      return { users };
    },
    savePolicy: async ({ policyId, value: wish }) => {
      mustManage();
      const value = { ...wish, name: wish.name.trim() };
      const calendarIds = new Set<string>((await stored('calendar')).map(({ id }) => id));
      const problems = checkPolicy(value, (id) => calendarIds.has(id));
      if (problems.length > 0)
        throw new BatonError('input.invalid', 'the policy cannot be saved', { problems });
      if (policyId !== '') {
        // Its place is for `arrange` to say: an editor that was open meanwhile must not undo that.
        await rewrite(policyId, 'sla-policy', (policy) => ({
          ...policy,
          value: { ...value, order: policy.value.order },
        }));
        return policyId;
      }
      const orders = (await stored('sla-policy')).map((other) => other.value.order);
      const order = Math.max(0, ...orders) + ORDER_STEP;
      return (await insert({ kind: 'sla-policy', value: { ...value, order } })) as PolicyId;
    },
    removePolicy: async (policyId) => {
      mustManage();
      await stores.settings.remove(policyId, ({ kind }) => kind === 'sla-policy');
    },
    arrange: async (policyIds) => {
      mustManage();
      const orders = new Map<string, number>(
        (await stored('sla-policy')).map(({ id, value }) => [id, value.order]),
      );
      for (const [policyId, order] of arrangedOrders(policyIds)) {
        if (orders.has(policyId) && orders.get(policyId) !== order)
          await rewrite(policyId, 'sla-policy', (policy) => ({
            ...policy,
            value: { ...policy.value, order },
          }));
      }
    },
    impact: (question) => {
      mustManage();
      return impactPart(question, ports);
    },
  };
}
