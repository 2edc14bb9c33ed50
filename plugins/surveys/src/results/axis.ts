/** Axes in the colours of the theme. */
export const axis = {
  stroke: 'var(--bui-border-2)',
  tick: { fill: 'var(--bui-fg-primary)', fontSize: 12 },
};
