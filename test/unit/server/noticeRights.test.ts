import { describe, expect, it } from 'vitest';
import type { Caller } from '../../../server/policies/caller.ts';
import { PUSH_RIGHTS } from '../../../server/policies/pushRights.ts';
import type { AgentId, SettingId } from '../../../shared/domain/ids.ts';
import type { Message } from '../../../shared/domain/message.ts';
import { noticeMarksId } from '../../../shared/domain/noticeMarks.ts';
import type { Rev } from '../../../shared/domain/rev.ts';
import type { AgentValue, Setting } from '../../../shared/domain/settings.ts';
import { aMessage, aTicket } from '../../support/builders.ts';
import { noticeSettings } from '../../support/noticeBuilders.ts';
import { anAgentValue } from '../../support/teamBuilders.ts';

const ANA = 'ana' as AgentId;
const BEN = 'ben' as AgentId;
const base = { rev: 'r' as Rev, updatedAtMs: 0 };

function caller(role: Caller['role'] = 'agent'): Caller {
  return { workspaceId: 'w', sessionId: 's', agentId: ANA, role, departmentIds: [] };
}

function judge(
  next: Setting,
  master: Setting | null,
  role: Caller['role'] = 'agent',
  isDeleted = false,
): string | null {
  return PUSH_RIGHTS.settings(caller(role), {
    next,
    isDeleted,
    master,
    ticket: null,
    settingKind: () => undefined,
    setting: () => undefined,
    isCalendarUsed: () => false,
    haveAlarmsRung: () => false,
  });
}

function marks(id: SettingId, agentId: AgentId): Setting {
  return { ...base, id, kind: 'notice-marks', value: { agentId, read: ['x'], machines: {} } };
}

function agent(id: AgentId, changes: Partial<AgentValue> = {}): Setting {
  return { ...base, id: id as string as SettingId, kind: 'agent', value: anAgentValue(changes) };
}

function note(mentions: AgentId[], overrides: Partial<Message> = {}): string | null {
  return PUSH_RIGHTS.messages(caller(), {
    next: aMessage({ kind: 'note', by: { kind: 'agent', id: ANA }, mentions, ...overrides }),
    isDeleted: false,
    master: null,
    ticket: aTicket(),
    settingKind: (id) => (id === (BEN as string) ? 'agent' : id === 'support' ? 'department' : undefined),
    setting: () => undefined,
    isCalendarUsed: () => false,
    haveAlarmsRung: () => false,
  });
}

describe('marks of read notices', () => {
  it('are their owner’s to write, and nobody else’s, whatever their role', () => {
    expect(judge(marks(noticeMarksId(ANA), ANA), null)).toBeNull();
    expect(judge(marks(noticeMarksId(BEN), BEN), null, 'administrator')).toBe('auth.forbidden');
    expect(judge(marks(noticeMarksId(ANA), BEN), null)).toBe('auth.forbidden');
    expect(judge(marks('other' as SettingId, ANA), null)).toBe('auth.forbidden');
    expect(judge(marks(noticeMarksId(ANA), ANA), null, 'agent', true)).toBe('auth.forbidden');
  });
});

describe('what somebody wants to hear of', () => {
  it('is their own choice, beside which they change nothing', () => {
    const notices = noticeSettings();
    expect(judge(agent(ANA, { notices }), agent(ANA))).toBeNull();
    expect(judge(agent(BEN, { notices }), agent(BEN))).toBe('auth.forbidden');
    expect(judge(agent(ANA, { notices, level: 9 }), agent(ANA, { level: 1 }))).toBe('auth.forbidden');
  });
});

describe('mentions', () => {
  it('name colleagues, in notes only', () => {
    expect(note([BEN])).toBeNull();
    expect(note([])).toBeNull();
    expect(note(['nobody' as AgentId])).toBe('input.invalid');
    expect(note(['support' as AgentId])).toBe('input.invalid');
    expect(note([BEN], { kind: 'reply' })).toBe('input.invalid');
  });
});
