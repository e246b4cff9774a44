import { en } from './en.js';
import { es } from './es.js';
import type { Words } from './words.js';

export const LANGUAGES = { es, en } as const satisfies Record<string, Words>;
export type Language = keyof typeof LANGUAGES;

export function isLanguage(name: unknown): name is Language {
  return typeof name === 'string' && Object.hasOwn(LANGUAGES, name);
}

/**
 * @param remembered what was chosen here before
 * @param preferred of the browser, the best first: `es-AR`, `en`, …
 */
export function languageOf(remembered: string | null, preferred: readonly string[]): Language {
  if (isLanguage(remembered)) return remembered;
  return preferred.map((tag) => tag.split('-')[0]?.toLowerCase()).find(isLanguage) ?? 'en';
}
