import axe from 'axe-core';

/** What axe can tell without a layout. */
export async function expectAccessible(element: Element): Promise<void> {
  const layout = ['color-contrast', 'link-in-text-block', 'region'];
  const { violations } = await axe.run(element, {
    rules: Object.fromEntries(layout.map(id => [id, { enabled: false }])),
  });
  expect(violations.map(({ id, nodes }) => [id, nodes[0].html])).toEqual([]);
}
