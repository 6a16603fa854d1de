import type { SettingId } from '../../shared/domain/ids.ts';
import { checkRule } from '../../shared/domain/rules/checkRule.ts';
import type { RuleValue } from '../../shared/domain/rules/ruleValue.ts';
import type { SettingOf } from '../../shared/domain/settings.ts';
import { isEqualJson } from '../../shared/domain/threeWay.ts';
import type { Ticket } from '../../shared/domain/ticket/ticket.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandInput } from '../../shared/ipc/contract.ts';
import type { DryRunPart, RuleCount, RuleLogLine } from '../../shared/ipc/rules.ts';
import type { TicketPorts } from '../tickets/ticketChanges.ts';
import { dryRun } from './dryRun.ts';
import type { RuleSettings } from './ruleTeam.ts';

/** What supervisors and administrators do with rules. */
export interface RuleService {
  /** Throws `auth.forbidden` for agents, `input.invalid` for what cannot be saved, `input.notFound` for a rule that is gone. */
  save(ruleId: SettingId | '', value: RuleValue): Promise<SettingId>;
  remove(ruleId: SettingId): Promise<void>;
  arrange(ruleIds: readonly SettingId[]): Promise<void>;
  counts(): Promise<RuleCount[]>;
  log(ruleId: SettingId): Promise<RuleLogLine[]>;
  dryRun(question: CommandInput<'rules.dryRun'>): Promise<DryRunPart>;
}

/** Further back nobody counts runs; every run has touched its ticket since. */
const COUNTED_MS = 30 * 24 * 60 * 60 * 1000;
const LOG_MAX = 100;
const PAGE = 200;
const ORDER_STEP = 10;

type RuleLine = Extract<Ticket['history'][number], { kind: 'rule' }>;

/** The service over one replica. */
export function createRuleService(ports: {
  readonly tickets: TicketPorts;
  readonly settings: RuleSettings;
}): RuleService {
  const { stores, directory, clock, meId, nextRev, newId } = ports.tickets;

  function mustManage(): void {
    const role = directory.agent(meId)?.role;
    if (role !== 'supervisor' && role !== 'administrator')
      throw new BatonError('auth.forbidden', 'only supervisors and administrators change rules');
  }

  /** From the store: the directory follows it a moment later. */
  async function stored(): Promise<SettingOf<'rule'>[]> {
    const found = await stores.settings.query({ selector: { kind: 'rule' } });
    return found.flatMap((setting) => (setting.kind === 'rule' ? [setting] : []));
  }

  async function rewrite(
    ruleId: SettingId,
    change: (rule: SettingOf<'rule'>) => RuleValue | null,
  ): Promise<void> {
    const after = await stores.settings.update(ruleId, (setting) => {
      if (setting.kind !== 'rule') return null;
      const value = change(setting);
      return value && { ...setting, value, rev: nextRev(), updatedAtMs: clock.nowMs() };
    });
    if (after?.kind !== 'rule') throw new BatonError('input.notFound', 'no such rule', { ruleId });
  }

  /** Every run of the last 30 days, newest tickets first. */
  async function* runs(): AsyncGenerator<{ readonly ticket: Ticket; readonly line: RuleLine }> {
    const fromMs = clock.nowMs() - COUNTED_MS;
    for (const isOpen of [true, false]) {
      for (let skip = 0; ; skip += PAGE) {
        const page = await stores.tickets.query({
          selector: { isOpen, updatedAtMs: { $gt: fromMs } },
          sort: [{ updatedAtMs: 'desc' }, { id: 'desc' }],
          skip,
          limit: PAGE,
        });
        for (const ticket of page)
          for (const line of ticket.history)
            if (line.kind === 'rule' && line.atMs > fromMs) yield { ticket, line };
        if (page.length < PAGE) break;
      }
    }
  }

  return {
    save: async (ruleId, value) => {
      mustManage();
      const problems = checkRule(value);
      if (problems.length > 0)
        throw new BatonError('input.invalid', 'the rule cannot be saved', { problems });
      const nowMs = clock.nowMs();
      if (ruleId !== '') {
        await rewrite(ruleId, ({ value: before, updatedAtMs }) => {
          const isSame = actsAlike(before, value);
          return { ...value, activeSinceMs: isSame ? (before.activeSinceMs ?? updatedAtMs) : nowMs };
        });
        return ruleId;
      }
      const id = newId() as SettingId;
      const order = Math.max(0, ...(await stored()).map((rule) => rule.value.order)) + ORDER_STEP;
      await stores.settings.insert({
        id,
        rev: nextRev(),
        updatedAtMs: nowMs,
        kind: 'rule',
        value: { ...value, order, activeSinceMs: nowMs },
      });
      return id;
    },
    remove: async (ruleId) => {
      mustManage();
      await stores.settings.remove(ruleId, ({ kind }) => kind === 'rule');
    },
    arrange: async (ruleIds) => {
      mustManage();
      const known = new Map((await stored()).map((rule) => [rule.id, rule.value]));
      for (const [index, ruleId] of ruleIds.entries()) {
        const order = (index + 1) * ORDER_STEP;
        const value = known.get(ruleId);
        if (value && value.order !== order)
          await rewrite(ruleId, (rule) => ({
            ...rule.value,
            order,
            activeSinceMs: rule.value.activeSinceMs ?? rule.updatedAtMs,
          }));
      }
    },
    counts: async () => {
      const counts = new Map<string, { count: number; lastAtMs: number }>();
      for await (const { line } of runs()) {
        const ruleId = 'id' in line.by ? line.by.id : '';
        const { count, lastAtMs } = counts.get(ruleId) ?? { count: 0, lastAtMs: 0 };
        counts.set(ruleId, { count: count + 1, lastAtMs: Math.max(lastAtMs, line.atMs) });
      }
      return [...counts].map(([ruleId, count]) => ({ ruleId, ...count }));
    },
    log: async (ruleId) => {
      const lines: RuleLogLine[] = [];
      for await (const { ticket, line } of runs()) {
        if (!('id' in line.by) || line.by.id !== ruleId) continue;
        const { id, number, subject } = ticket;
        const { atMs, trigger, deeds } = line;
        lines.push({ id: line.id, ticketId: id, number, subject, atMs, trigger, deeds });
      }
      return lines.sort((a, b) => b.atMs - a.atMs).slice(0, LOG_MAX);
    },
    dryRun: (question) =>
      dryRun(question, { stores, directory, settings: ports.settings, nowMs: clock.nowMs() }),
  };
}

/** True when two rules do the same to the same tickets: then what happened under the one need not wait for the other. */
function actsAlike(before: RuleValue, after: RuleValue): boolean {
  const essence = ({
    name: _name,
    notes: _notes,
    order: _order,
    activeSinceMs: _since,
    ...rest
  }: RuleValue): object => rest;
  return isEqualJson(essence(before), essence(after));
}
