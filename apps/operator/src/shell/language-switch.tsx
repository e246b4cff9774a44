import { useLanguage } from '../language/language-context.js';
import { isLanguage, LANGUAGES } from '../language/languages.js';

/** Each language by its own name. */
const NAMES = { es: 'Español', en: 'English' } as const;

export function LanguageSwitch() {
  const { words, language, choose } = useLanguage();
  return (
    <label class="language">
      <span class="unseen">{words.shell.language}</span>
      <select
        value={language}
        onChange={({ currentTarget: { value } }) => {
          if (isLanguage(value)) choose(value);
        }}
      >
        {(Object.keys(LANGUAGES) as (keyof typeof NAMES)[]).map((name) => (
          <option key={name} value={name} lang={name}>
            {NAMES[name]}
          </option>
        ))}
      </select>
    </label>
  );
}
