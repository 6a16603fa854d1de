import { describe, expect, it } from 'vitest';
import { startI18n } from '../../../../renderer/app/i18n.ts';

describe('texts that count', () => {
  it('stand in the digits and groups of their language', async () => {
    const inEnglish = await startI18n('en');
    expect(inEnglish.t('tickets', { count: 1325 })).toBe('1,325 tickets');
    expect(inEnglish.t('tickets', { count: 1 })).toBe('1 ticket');
    const inPortuguese = await startI18n('pt-BR');
    expect(inPortuguese.t('tickets', { count: 1325 })).toBe('1.325 chamados');
  });

  it('leave every other number as it is: the line of a file is no quantity', async () => {
    const { t } = await startI18n('en');
    expect(t('serviceLevels:holidays.line', { line: 1325 })).toBe('Line 1325');
  });
});
