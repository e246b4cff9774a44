import { boundedFetch, systemClock } from '@portero/auth';
import { examine } from '../src/doctor/doctor.js';
import type { DoctorLine } from '../src/doctor/finding.js';
import type { Variables } from './sample-issuer.js';

/** What the doctor finds, without a process of its own; no name but those of loopback has an address. */
export async function examined(environment: Variables, only?: string): Promise<DoctorLine[]> {
  const lines: DoctorLine[] = [];
  const lookup = async () => {
    throw Object.assign(new Error('No such host'), { code: 'ENOTFOUND' });
  };
  await examine(environment, { fetch: boundedFetch(), clock: systemClock, lookup }, only, (line) => lines.push(line));
  return lines;
}
