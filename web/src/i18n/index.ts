import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';

// One JSON file per part of the app in locales/<language>/; the file name is the namespace. Adding a screen adds a file,
// adding a language adds a folder. English ships with the first chunk, other languages load when chosen.
const english = import.meta.glob<Record<string, unknown>>('./locales/en/*.json', { eager: true, import: 'default' });

function namespacesOf(files: Record<string, Record<string, unknown>>) {
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [path.replace(/^.*\/(.+)\.json$/, '$1'), content]));
}

export async function startTranslations() {
  await i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: namespacesOf(english) },
    defaultNS: 'common',
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}
