/** Paths on a grid of 16, drawn with a line. */
const PATHS = {
  good: 'M3 8.5 6.5 12 13 4.5',
  bad: 'M4 4 12 12M12 4 4 12',
  warning: 'M8 2.5 14.5 13.5H1.5ZM8 6.5V9.5M8 11.4V11.6',
  neutral: 'M4 8H12',
  pending: 'M8 1.8A6.2 6.2 0 1 1 1.8 8M8 4.5V8L10.5 9.5',
  link: 'M6.5 9.5 9.5 6.5M7 4.5 8.5 3A3 3 0 0 1 13 7.5L11.5 9M9 11.5 7.5 13A3 3 0 0 1 3 8.5L4.5 7',
  play: 'M4.5 2.5 13 8 4.5 13.5Z',
  pause: 'M5 3V13M11 3V13',
  download: 'M8 2V10.5M4.5 7.5 8 11 11.5 7.5M2.5 14H13.5',
} as const;

export type IconName = keyof typeof PATHS;

/** Always beside words: it is no text itself. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" data-icon={name} viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
