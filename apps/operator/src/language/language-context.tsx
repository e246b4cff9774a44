import { type ComponentChildren, createContext } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { type Format, formatOf } from './format.js';
import { LANGUAGES, type Language, languageOf } from './languages.js';
import type { Words } from './words.js';

interface Spoken {
  readonly language: Language;
  readonly words: Words;
  readonly format: Format;
  choose(language: Language): void;
}

const REMEMBERED_AS = 'portero.language';
const LanguageContext = createContext<Spoken | undefined>(undefined);

/** Storage may be forbidden: then nothing is remembered. */
function remembered(): string | null {
  try {
    return localStorage.getItem(REMEMBERED_AS);
  } catch {
    return null;
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(REMEMBERED_AS, language);
  } catch {
    // As above.
  }
}

export function LanguageProvider({ children }: { children: ComponentChildren }) {
  const [language, setLanguage] = useState(() => languageOf(remembered(), navigator.languages));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo<Spoken>(
    () => ({
      language,
      words: LANGUAGES[language],
      format: formatOf(language),
      choose(chosen) {
        remember(chosen);
        setLanguage(chosen);
      },
    }),
    [language],
  );
  return <LanguageContext.Provider value={spoken}>{children}</LanguageContext.Provider>;
}

export function useLanguage(): Spoken {
  const spoken = useContext(LanguageContext);
  if (!spoken) throw new Error('There is no LanguageProvider above.');
  return spoken;
}
