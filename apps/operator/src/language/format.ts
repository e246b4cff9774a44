/** Numbers and times as people of a language write them. */
export interface Format {
  number(value: number): string;
  /** @param seconds 0.034 → `34 ms`, 2.1 → `2.1 s`, 200 → `3 min 20 s` */
  duration(seconds: number): string;
  /** @param milliseconds since something began: `+34 ms`, `+2.03 s` */
  offset(milliseconds: number): string;
  /** Time of day. */
  clock(iso: string): string;
  /** Time of day, with milliseconds. */
  time(iso: string): string;
  dateTime(iso: string): string;
  /** @param seconds from now; negative: ago */
  relative(seconds: number): string;
}

const MINUTE = 60;
const HOUR = 3_600;
const DAY = 86_400;

/** The larger unit first, the smaller one left out when there is none of it. */
function pair(seconds: number, [large, largeUnit]: [number, string], [small, smallUnit]: [number, string]): string {
  const count = Math.floor(seconds / large);
  const rest = Math.floor((seconds - count * large) / small);
  return rest === 0 ? `${count} ${largeUnit}` : `${count} ${largeUnit} ${rest} ${smallUnit}`;
}

export function formatOf(language: string): Format {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const tenths = new Intl.NumberFormat(language, { maximumFractionDigits: 1 });
  const hundredths = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const ofDay = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  const clock = new Intl.DateTimeFormat(language, ofDay);
  const time = new Intl.DateTimeFormat(language, { ...ofDay, fractionalSecondDigits: 3 });
  const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });

  const duration = (seconds: number): string => {
    const milliseconds = seconds * 1000;
    if (milliseconds < 10) return `${tenths.format(milliseconds)} ms`;
    if (milliseconds < 999.5) return `${whole.format(milliseconds)} ms`;
    if (seconds < 9.95) return `${tenths.format(seconds)} s`;
    if (seconds < 59.5) return `${whole.format(seconds)} s`;
    const rounded = Math.round(seconds);
    if (rounded < HOUR) return pair(rounded, [MINUTE, 'min'], [1, 's']);
    if (rounded < DAY) return pair(rounded, [HOUR, 'h'], [MINUTE, 'min']);
    return pair(rounded, [DAY, 'd'], [HOUR, 'h']);
  };

  return {
    number: (value) => tenths.format(value),
    duration,
    offset(milliseconds) {
      const since = Math.max(0, milliseconds);
      return since < 999.5 ? `+${whole.format(since)} ms` : `+${hundredths.format(since / 1000)} s`;
    },
    clock: (iso) => clock.format(new Date(iso)),
    time: (iso) => time.format(new Date(iso)),
    dateTime: (iso) => dateTime.format(new Date(iso)),
    relative(seconds) {
      const [size, unit] = (
        [
          [DAY, 'day'],
          [HOUR, 'hour'],
          [MINUTE, 'minute'],
        ] as const
      ).find(([least]) => Math.abs(seconds) >= least) ?? [1, 'second'];
      return relative.format(Math.trunc(seconds / size), unit);
    },
  };
}
