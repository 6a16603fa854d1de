import type { CalendarId, PolicyId, SettingId } from '../../shared/domain/ids.ts';
import type { Rev } from '../../shared/domain/rev.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import { calendarUsers, checkCalendar } from '../../shared/domain/sla/checkCalendar.ts';
import { checkPolicy } from '../../shared/domain/sla/checkPolicy.ts';
import { buildSlaBook } from '../../shared/domain/sla/slaBook.ts';
import { addToImpact, moveOf, NO_IMPACT, settingsWith } from '../../shared/domain/sla/slaImpact.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../shared/ipc/contract.ts';
import type { FakeWorkspace } from './fakeWorkspace.ts';

type SlaCommand = Extract<CommandName, `calendar.${string}` | `policy.${string}` | 'sla.impact'>;
type SlaHandlers = { readonly [N in SlaCommand]: (input: CommandInput<N>) => CommandOutput<N> };

interface FakeSlaPorts {
  readonly workspace: () => FakeWorkspace;
  readonly newId: () => string;
  readonly nowMs: () => number;
  readonly setSettings: (settings: Setting[]) => void;
}

/** Calendars and policies in memory, by the same rules as the host's. */
export function fakeServiceLevels({ workspace, newId, nowMs, setSettings }: FakeSlaPorts): SlaHandlers {
  const others = (id: string): Setting[] => workspace().settings.filter((setting) => setting.id !== id);
  const base = (id: string): Pick<Setting, 'id' | 'rev' | 'updatedAtMs'> => ({
    id: id as SettingId,
    rev: newId() as Rev,
    updatedAtMs: nowMs(),
  });
  return {
    'calendar.save': ({ calendarId, value }) => {
      const calendars = workspace().settings.flatMap((setting) =>
        setting.kind === 'calendar' ? [[setting.id, setting.value] as const] : [],
      );
      const problems = checkCalendar(calendarId, value, calendars);
      if (problems.length > 0) throw new BatonError('input.invalid', 'the calendar cannot be saved');
      const id = calendarId === '' ? newId() : calendarId;
      setSettings([...others(id), { ...base(id), kind: 'calendar', value }]);
      return { calendarId: id as CalendarId };
    },
    'calendar.remove': ({ calendarId }) => {
      const users = calendarUsers(calendarId, workspace().settings);
      if (users.length === 0) setSettings(others(calendarId));
      return { users };
    },
    'policy.save': ({ policyId, value }) => {
      const isThere = (id: string): boolean => workspace().settings.some((setting) => setting.id === id);
      if (checkPolicy(value, isThere).length > 0)
        throw new BatonError('input.invalid', 'the policy cannot be saved');
      const id = policyId === '' ? newId() : policyId;
      setSettings([...others(id), { ...base(id), kind: 'sla-policy', value }]);
      return { policyId: id as PolicyId };
    },
    'policy.remove': ({ policyId }) => {
      setSettings(others(policyId));
      return {};
    },
    'policy.arrange': ({ policyIds }) => {
      setSettings(settingsWith(workspace().settings, { kind: 'arrangePolicies', policyIds }));
      return {};
    },
    'sla.impact': ({ change, nowMs: atMs }) => {
      const { settings, tickets, contacts } = workspace();
      const books = { before: buildSlaBook(settings), after: buildSlaBook(settingsWith(settings, change)) };
      const open = tickets.filter(({ isOpen }) => isOpen);
      const moves = open.flatMap((ticket) => {
        const contact = contacts.find(({ id }) => id === ticket.contactId) ?? null;
        return moveOf(ticket, contact, books) ?? [];
      });
      return { impact: addToImpact(NO_IMPACT, open.length, moves, atMs), next: null };
    },
  };
}
