import { wantsPlainText } from './cli.config.js';

/** Signs are for a terminal, unless its owner wants none. */
export function wordsInsteadOfSigns(): boolean {
  return !process.stdout.isTTY || wantsPlainText();
}

/** Text for a terminal: what a provider or a token says cannot steer it. */
export function harmless(text: string): string {
  return text.replace(/\p{Cc}/gu, '?');
}
