const LANGUAGES = ['en', 'es'] as const;

export type Language = (typeof LANGUAGES)[number];

/** The language of `Accept-Language` with the most weight that there are words in (RFC 9110 §12.5.4); else English. */
export function preferredLanguage(header = ''): Language {
  const wanted = header
    .split(',')
    .map(readRange)
    .filter(({ weight }) => weight > 0)
    // The sort is stable: of equal weights the first wins.
    .sort((one, other) => other.weight - one.weight);
  for (const { tag } of wanted) {
    const language = LANGUAGES.find((name) => name === tag);
    if (language) return language;
  }
  return 'en';
}

function readRange(range: string): { tag: string; weight: number } {
  const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? '1';
  return { tag: name.split('-', 1)[0] ?? '', weight: Number(weight) || 0 };
}
