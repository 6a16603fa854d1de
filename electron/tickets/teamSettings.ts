import { checkDepartment } from '../../shared/domain/checkDepartment.ts';
import type { DepartmentId, SettingId } from '../../shared/domain/ids.ts';
import type { Setting } from '../../shared/domain/settings.ts';
import { BatonError } from '../../shared/errors.ts';
import type { CommandInput, CommandOutput } from '../../shared/ipc/contract.ts';
import type { TicketPorts } from './ticketChanges.ts';

/** What supervisors and administrators set about departments and their people's work. Agents get `auth.forbidden`. */
export interface TeamSettings {
  /** `''` makes a new department. Throws `input.invalid` for what cannot be saved, `input.notFound` for one that is gone. */
  saveDepartment(input: CommandInput<'department.save'>): Promise<CommandOutput<'department.save'>>;
  saveWork(input: CommandInput<'work.save'>): Promise<void>;
  /** Throws `auth.forbidden` for agents. */
  mustManage(): void;
}

/** The settings over one replica; the server asks for the same rights. */
export function createTeamSettings(ports: TicketPorts): TeamSettings {
  const { stores, directory, clock, meId, nextRev, newId } = ports;

  function mustManage(): void {
    const role = directory.agent(meId)?.role;
    if (role !== 'supervisor' && role !== 'administrator')
      throw new BatonError('auth.forbidden', 'only supervisors and administrators may do this');
  }

  async function rewrite<K extends Setting['kind']>(
    id: string,
    kind: K,
    change: (setting: Extract<Setting, { kind: K }>) => Setting,
  ): Promise<void> {
    const after = await stores.settings.update(id, (setting) =>
      setting.kind === kind
        ? {
            ...change(setting as Extract<Setting, { kind: K }>),
            rev: nextRev(),
            updatedAtMs: clock.nowMs(),
          }
        : null,
    );
    if (after?.kind !== kind) throw new BatonError('input.notFound', 'no such setting', { id, kind });
  }

  return {
    mustManage,
    saveDepartment: async ({ departmentId, value: wish }) => {
      mustManage();
      const value = { ...wish, name: wish.name.trim() };
      const others = directory
        .settings()
        .flatMap((setting) => (setting.kind === 'department' ? [[setting.id, setting.value] as const] : []));
      const problems = checkDepartment(departmentId, value, others);
      if (problems.length > 0)
        throw new BatonError('input.invalid', 'the department cannot be saved', { problems });
      if (departmentId !== '') {
        await rewrite(departmentId, 'department', (setting) => ({ ...setting, value }));
        return { departmentId };
      }
      const id = newId();
      await stores.settings.insert({
        id: id as SettingId,
        rev: nextRev(),
        updatedAtMs: clock.nowMs(),
        kind: 'department',
        value,
      });
      return { departmentId: id as DepartmentId };
    },
    saveWork: async ({ agentId, work }) => {
      mustManage();
      const isProtected = directory.agent(agentId)?.role === 'administrator';
      if (isProtected && directory.agent(meId)?.role !== 'administrator')
        throw new BatonError('auth.forbidden', 'only administrators change administrators');
      await rewrite(agentId, 'agent', (setting) => ({ ...setting, value: { ...setting.value, ...work } }));
    },
  };
}
