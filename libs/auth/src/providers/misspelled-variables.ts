import leven from 'leven';
import type { Environment } from './provider-kind.js';

interface Misspelled {
  readonly variable: string;
  /** The variable that was probably meant. */
  readonly meant: string;
}

/** Fewer letters are near to everything. */
const LEAST = 6;
/** From here on two wrong letters are a typing error; in REDIS_SSL they are another word than in REDIS_URL. */
const LONG = 10;

/**
 * Variables that are nearly called like one that is read and is not set. An environment is full of other programs'
 * names: nothing is said of one that may as well be theirs.
 *
 * @param read the names of the variables that are read
 */
export function misspelledVariables(read: readonly string[], environment: Environment): Misspelled[] {
  const missing = read.filter((name) => name.length >= LEAST && !environment[name]);
  return Object.keys(environment)
    .filter((variable) => variable.length >= LEAST && !read.includes(variable))
    .flatMap((variable) => {
      const meant = missing.find((name) => isNear(variable.toLowerCase(), name.toLowerCase()));
      return meant === undefined ? [] : { variable, meant };
    });
}

/** The first letter is hardly ever the wrong one: DEVICE_NAME is no SERVICE_NAME. */
function isNear(variable: string, name: string): boolean {
  if (variable[0] !== name[0]) return false;
  const most = name.length >= LONG || sorted(variable) === sorted(name) ? 2 : 1;
  return leven(variable, name) <= most;
}

function sorted(text: string): string {
  return [...text].sort().join('');
}
