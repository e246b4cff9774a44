import { readFile } from 'node:fs/promises';
import { Refusal } from '../bearer/refusal.js';
import { variableName } from './variables.js';

/** The text of a file that holds a client's material, as it is now. @throws {Refusal} `client_secret_unreadable` */
export async function readMaterial(path: string, setting: string, instance: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    // Not kept as `cause`: it names the path, and a path may tell of more than is needed.
    throw unreadable(setting, instance, `it cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown'})`);
  }
}

export function unreadable(setting: string, instance: string, actual: string): Refusal {
  return new Refusal('client_secret_unreadable', {
    expected: `the file of ${variableName(setting, instance)}`,
    actual,
  });
}
