/** Says in the last lines of a run what was left out on this machine, and why. */
export default class LeftOutReporter {
  onRunComplete(_contexts, { testResults }) {
    const leftOut = testResults
      .flatMap(({ testResults: tests }) => tests)
      .filter(({ title }) => title.startsWith('left out: '))
      .map(({ ancestorTitles, title }) => `Left out: "${ancestorTitles.join(' ')}", for there is${title.slice(9)}`);
    if (leftOut.length > 0) process.stderr.write(`\n${leftOut.join('\n')}\n`);
  }
}
