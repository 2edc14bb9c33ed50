import { SubPageBlueprint } from '@backstage/frontend-plugin-api';

/** The tab with owners by standards. */
export const heatmapPage = SubPageBlueprint.make({
  name: 'heatmap',
  params: {
    path: 'heatmap',
    title: 'Heatmap',
    loader: () =>
      import('../components/heatmap/HeatmapPage').then(m => <m.HeatmapPage />),
  },
});
