import { genPageTheme, shapes, UnifiedThemeOptions } from '@backstage/theme';

/** The reader's own font: nothing to download, nothing to jump. */
export const fontFamily =
  "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** The side bar is pine in both themes. */
export const navigation = {
  background: '#12332b',
  indicator: '#f2a541',
  color: '#c3d5cd',
  selectedColor: '#ffffff',
  navItem: { hoverBackground: '#1d463c' },
  submenu: { background: '#1d463c' },
};

/** One calm colour for the headers of every kind of page. */
export function pageThemes(from: string, to: string) {
  const theme = genPageTheme({ colors: [from, to], shape: shapes.round });
  return Object.fromEntries(
    [
      'home',
      'documentation',
      'tool',
      'service',
      'website',
      'library',
      'other',
      'app',
      'apis',
      'card',
    ].map(name => [name, theme]),
  );
}

export const components: UnifiedThemeOptions['components'] = {
  MuiButton: { styleOverrides: { root: { textTransform: 'none' } } },
  MuiTab: { styleOverrides: { root: { textTransform: 'none' } } },
  MuiChip: { styleOverrides: { root: { borderRadius: 6 } } },
};
