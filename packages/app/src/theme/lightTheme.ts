import {
  createBaseThemeOptions,
  createUnifiedTheme,
  palettes,
} from '@backstage/theme';
import { components, fontFamily, navigation, pageThemes } from './shared';

/** Pine on paper. The CSS variables in theme.css are its other half. */
export const lightTheme = createUnifiedTheme({
  ...createBaseThemeOptions({
    palette: {
      ...palettes.light,
      primary: { main: '#1b6b54' },
      secondary: { main: '#8a4b08' },
      background: { default: '#f6f7f4', paper: '#ffffff' },
      link: '#14614b',
      linkHover: '#0d4536',
      textSubtle: '#5a635f',
      border: '#dfe3de',
      navigation,
      tabbar: { indicator: '#1b6b54' },
    },
  }),
  fontFamily,
  defaultPageTheme: 'home',
  pageTheme: pageThemes('#173f35', '#256b57'),
  components,
});
