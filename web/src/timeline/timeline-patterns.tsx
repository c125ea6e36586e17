import { useId } from 'preact/hooks';
import { shares, type Share } from '../words/labels.ts';

/** A pattern for each share, so that nothing is told by colour alone. */
export function TimelinePatterns({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={`${id}-council`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" fill="#0f5561" />
      </pattern>
      <pattern
        id={`${id}-person-provider`}
        width="8"
        height="8"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="8" height="8" fill="#fbe3bf" />
        <rect width="3" height="8" fill="#b45f06" />
      </pattern>
      <pattern id={`${id}-person-council`} width="9" height="9" patternUnits="userSpaceOnUse">
        <rect width="9" height="9" fill="#ece1f7" />
        <circle cx="4.5" cy="4.5" r="2.2" fill="#5b2d8a" />
      </pattern>
      <pattern id={`${id}-third-party`} width="9" height="9" patternUnits="userSpaceOnUse">
        <rect width="9" height="9" fill="#f3f2f1" />
        <path d="M0 0L9 9M9 0L0 9" stroke="#383f43" stroke-width="1" />
      </pattern>
      <pattern id={`${id}-nhs`} width="8" height="7" patternUnits="userSpaceOnUse">
        <rect width="8" height="7" fill="#dcebf8" />
        <rect width="8" height="2" fill="#1a5b96" />
      </pattern>
      <pattern id={`${id}-unpriced`} width="8" height="8" patternUnits="userSpaceOnUse">
        <rect width="8" height="8" fill="#ffffff" />
      </pattern>
      <pattern
        id={`${id}-suspended`}
        width="14"
        height="14"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(-45)"
      >
        <rect width="14" height="14" fill="#ffffff" fill-opacity="0.72" />
        <rect width="4" height="14" fill="#0b0c0c" />
      </pattern>
    </defs>
  );
}

/** What each pattern of the drawing stands for. */
export function TimelineKey({ shown }: { shown: ReadonlySet<Share | 'unpriced' | 'suspended'> }) {
  const id = useId();
  const names: Readonly<Record<string, string>> = {
    ...shares,
    unpriced: 'By rate card',
    suspended: 'Suspended',
  };
  return (
    <ul class="app-timeline-key" aria-label="Patterns of the drawing">
      {Object.entries(names)
        .filter(([name]) => [...shown].some((each) => each === name))
        .map(([name, text]) => (
          <li key={name}>
            <svg width="26" height="18" aria-hidden="true">
              <TimelinePatterns id={`${id}-${name}`} />
              <rect
                x="0.5"
                y="0.5"
                width="25"
                height="17"
                fill={`url(#${id}-${name}-${name})`}
                class="app-timeline__bar"
              />
            </svg>
            {text}
          </li>
        ))}
    </ul>
  );
}
