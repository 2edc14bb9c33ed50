import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const styles = readFileSync('src/ui/styles.css', 'utf8');
const colours = new Map(
  [...styles.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name, light, dark]) => [String(name), { light: String(light), dark: String(dark) }],
  ),
);
/** Text 4.5 to 1, and the edges of what can be used 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11). */
const pairs: [front: string, back: string, least: number][] = [
  ['text', 'background', 4.5],
  ['text', 'surface', 4.5],
  ['quiet', 'background', 4.5],
  ['accent', 'background', 4.5],
  ['on-accent', 'accent', 4.5],
  ['fault', 'background', 4.5],
  ['edge', 'background', 3],
  ['edge', 'surface', 3],
];

test('every colour can be told from what is behind it, in light and in dark', () => {
  const tested = new Set([...pairs.map(([front]) => front), ...pairs.map(([, back]) => back)]);
  expect([...colours.keys()].sort()).toEqual([...tested].sort());
  expect(styles.match(/#[0-9a-f]{3,8}\b/gi)).toHaveLength(colours.size * 2);
  for (const [front, back, least] of pairs) {
    for (const scheme of ['light', 'dark'] as const) {
      const ratio = contrast(colours.get(front)?.[scheme] ?? '', colours.get(back)?.[scheme] ?? '');
      expect(ratio, `${front} on ${back}, ${scheme}`).toBeGreaterThanOrEqual(least);
    }
  }
});

test('nothing moves for those who asked for that, and the focus can always be seen', () => {
  const motion = /(animation|transition|scroll-behavior)\b/;
  const [still = '', moving = ''] = styles.split('@media (prefers-reduced-motion: no-preference)');
  expect(still).not.toMatch(motion);
  expect(moving).toMatch(motion);
  expect(styles).toMatch(/:focus-visible \{\s+outline: 3px solid/);
  expect(styles).not.toMatch(/outline: *(none|0)/);
});

function contrast(one: string, other: string): number {
  const [lighter = 0, darker = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance, as WCAG defines it. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const channel = Number.parseInt(colour.slice(start, start + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
