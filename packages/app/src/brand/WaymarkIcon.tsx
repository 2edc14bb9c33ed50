/**
 * The mark: a cairn, three stones that say "this way".
 *
 * The stones take their colours from the text around them and from the
 * accent, so that the mark works on any ground.
 */
export function WaymarkIcon(props: { size?: number; title?: string }) {
  const { size = 28, title } = props;
  return (
    <svg
      width={size}
      height={size}
      viewBox="4 4 24 24"
      role={title ? 'img' : undefined}
      aria-label={title}
      aria-hidden={title ? undefined : true}
    >
      <path
        d="M12.6 9.6c0-2.1 1.7-3.6 3.9-3.6 2.1 0 3.6 1.3 3.6 3.2 0 1.9-1.6 3-3.8 3-2.2 0-3.7-.8-3.7-2.6Z"
        fill="var(--waymark-blaze, #f2a541)"
      />
      <path
        d="M9.2 16.3c0-1.9 2.6-3 6.7-3 4.3 0 7.1 1.1 7.1 3.1 0 1.8-2.7 2.8-7 2.8-4.2 0-6.8-1-6.8-2.9Z"
        fill="currentColor"
        opacity="0.7"
      />
      <path
        d="M5.4 23.6c0-2.2 4.1-3.5 10.4-3.5 6.5 0 10.8 1.2 10.8 3.5 0 1.7-4.1 2.6-10.7 2.6-6.4 0-10.5-.8-10.5-2.6Z"
        fill="currentColor"
      />
    </svg>
  );
}
