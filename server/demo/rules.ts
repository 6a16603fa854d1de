import type { SettingOf } from '../../shared/domain/settings.ts';
import { DEPARTMENT_IDS, SAFETY_RULE_ID, VIP_RULE_ID } from './demoIds.ts';

type RuleValue = SettingOf<'rule'>['value'];

/** What the demo team lets Baton do by itself. */
export const RULES: readonly { readonly id: string; readonly value: RuleValue }[] = [
  {
    id: SAFETY_RULE_ID,
    value: {
      name: 'Danger comes first',
      notes: 'Brakes, recalls and swollen batteries must never wait behind a question about an invoice.',
      isActive: true,
      order: 10,
      trigger: 'created',
      match: 'any',
      conditions: [{ field: 'tags', operator: 'containsAnyOf', values: ['safety', 'recall', 'theft'] }],
      actions: [{ kind: 'priority', value: 'urgent' }],
      stopProcessing: false,
    },
  },
  {
    id: VIP_RULE_ID,
    value: {
      name: 'Important customers',
      notes: '',
      isActive: true,
      order: 20,
      trigger: 'created',
      match: 'all',
      conditions: [{ field: 'contact.isVip', operator: 'is', values: ['true'] }],
      actions: [
        { kind: 'priority', value: 'high' },
        { kind: 'addTag', value: 'vip' },
      ],
      stopProcessing: false,
    },
  },
  {
    id: 'demo-rule-billing',
    value: {
      name: 'Money goes to Billing',
      notes: 'Words in the subject, in all four languages.',
      isActive: true,
      order: 30,
      trigger: 'created',
      match: 'any',
      conditions: [
        {
          field: 'subject',
          operator: 'containsAnyOf',
          values: [
            'invoice*',
            'refund*',
            'nota fiscal',
            'reembols*',
            'faktur*',
            'platb*',
            'factur*',
            'ramburs*',
          ],
        },
      ],
      actions: [{ kind: 'department', value: DEPARTMENT_IDS.billing }],
      stopProcessing: false,
    },
  },
  {
    id: 'demo-rule-service',
    value: {
      name: 'Warranty and returns go to Service',
      notes: '',
      isActive: true,
      order: 40,
      trigger: 'tagAdded',
      match: 'any',
      conditions: [{ field: 'tags', operator: 'containsAnyOf', values: ['warranty', 'return', 'repair'] }],
      actions: [{ kind: 'department', value: DEPARTMENT_IDS.service }],
      stopProcessing: false,
    },
  },
  {
    id: 'demo-rule-fleet',
    value: {
      name: 'Mark fleet customers',
      notes: '',
      isActive: true,
      order: 50,
      trigger: 'created',
      match: 'all',
      conditions: [{ field: 'contact.plan', operator: 'is', values: ['Fleet'] }],
      actions: [{ kind: 'addTag', value: 'fleet' }],
      stopProcessing: false,
    },
  },
  {
    id: 'demo-rule-reopened',
    value: {
      name: 'A second chance is urgent enough',
      notes: 'What comes back must not wait in the queue again.',
      isActive: true,
      order: 60,
      trigger: 'reopened',
      match: 'all',
      conditions: [{ field: 'priority', operator: 'isOneOf', values: ['', 'low', 'normal'] }],
      actions: [{ kind: 'priority', value: 'high' }],
      stopProcessing: false,
    },
  },
  {
    id: 'demo-rule-thanks',
    value: {
      name: 'A thank-you is no new question',
      notes: 'Not in use yet: waits for a test with real mail.',
      isActive: false,
      order: 70,
      trigger: 'customerReplied',
      match: 'any',
      conditions: [
        {
          field: 'message.text',
          operator: 'containsAnyOf',
          values: ['thank*', 'obrigad*', 'děkuji', 'mulțumesc'],
        },
      ],
      actions: [{ kind: 'addTag', value: 'thanks' }],
      stopProcessing: false,
    },
  },
];
