import { describe, expect, it } from 'vitest';
import { DEMO_LANGUAGES, LANGUAGE_PACKS } from '../../../../server/demo/languages.ts';
import { asHtml, continued, fill } from '../../../../server/demo/markup.ts';
import { SITUATION_KEYS, SITUATIONS } from '../../../../server/demo/situations.ts';

function slots(text: string): string[] {
  return [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
}

describe('the texts of the demo', () => {
  it('cover at least 45 situations in every department and language', () => {
    expect(SITUATION_KEYS.length).toBeGreaterThanOrEqual(45);
    expect(new Set(SITUATION_KEYS.map((key) => SITUATIONS[key].department)).size).toBe(3);
  });

  it('are written anew for every language', () => {
    for (const key of SITUATION_KEYS) {
      const openings = DEMO_LANGUAGES.map((language) => LANGUAGE_PACKS[language].situations[key].open);
      expect(new Set(openings).size, key).toBe(DEMO_LANGUAGES.length);
    }
  });

  it('use the same facts in the settling answer of every language', () => {
    for (const key of SITUATION_KEYS) {
      const inEnglish = slots(LANGUAGE_PACKS.en.situations[key].fix).filter((slot) => slot !== '{inCity}');
      for (const language of DEMO_LANGUAGES) {
        const found = slots(LANGUAGE_PACKS[language].situations[key].fix).filter(
          (slot) => slot !== '{inCity}',
        );
        expect(found, `${language} ${key}`).toEqual(inEnglish);
      }
    }
  });
});

describe('fill', () => {
  it('puts facts in and follows the writer’s gender', () => {
    expect(fill('psal[|a] jsem {order}', { order: 'LC-1' }, 'f')).toBe('psala jsem LC-1');
    expect(fill('psal[|a] jsem', {}, 'm')).toBe('psal jsem');
    expect(fill('Přešel[přešla] jsem, obrigad[o|a]', {}, 'f')).toBe('Přešla jsem, obrigada');
  });
});

describe('continued', () => {
  it('keeps the capitals of codes and takes those of sentences', () => {
    expect(continued('Děkuji, to pomohlo.')).toBe('děkuji, to pomohlo.');
    expect(continued('DIČ je platné.')).toBe('DIČ je platné.');
    expect(continued('E-21 znamená')).toBe('E-21 znamená');
  });
});

describe('asHtml', () => {
  it('makes paragraphs and lists, and escapes what a customer could have written', () => {
    expect(asHtml('One <b>\n- a\n- b\nafter\n\nTwo')).toBe(
      '<p>One &lt;b&gt;</p><ul><li>a</li><li>b</li></ul><p>after</p><p>Two</p>',
    );
  });
});
