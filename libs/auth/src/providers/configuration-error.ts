export interface Fault {
  readonly variable: string;
  /** What is wrong and how to mend it; never a secret. */
  readonly problem: string;
}

/** Bad configuration, with every fault that was found. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly faults: readonly Fault[]) {
    const count = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
    const lines = faults.map(({ variable, problem }) => `  ${variable} ${problem}`);
    super([`The configuration has ${count}:`, ...lines].join('\n'));
  }
}
