import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import '@mantine/spotlight/styles.css';
import '@mantine/tiptap/styles.css';
import '../ui/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { invoke } from '../bridge.ts';
import { App } from './App.tsx';
import { chosenLocale, startI18n } from './i18n.ts';
import type { Locale } from './i18n.ts';
import { Providers } from './Providers.tsx';

/** The language of the first paint; English when the host cannot even say that. */
async function firstLocale(): Promise<Locale> {
  try {
    const [info, preferences] = await Promise.all([invoke('app.info', {}), invoke('preferences.get', {})]);
    return chosenLocale(preferences.language, info.systemLocale);
  } catch (failure) {
    console.error('The host did not tell the language', failure);
    return 'en';
  }
}

async function start(): Promise<void> {
  const texts = await startI18n(await firstLocale());
  const root = document.getElementById('root');
  if (!root) return;
  createRoot(root).render(
    <StrictMode>
      <Providers i18n={texts}>
        <App />
      </Providers>
    </StrictMode>,
  );
}

void start();
