import {
  createBaseThemeOptions,
  createUnifiedTheme,
  palettes,
} from '@backstage/theme';
import { components, fontFamily, navigation, pageThemes } from './shared';

/** Pine at night. The CSS variables in theme.css are its other half. */
export const darkTheme = createUnifiedTheme({
  ...createBaseThemeOptions({
    palette: {
      ...palettes.dark,
      primary: { main: '#7fd1b5', dark: '#58b597' },
      secondary: { main: '#f2b765' },
      background: { default: '#121916', paper: '#1b2420' },
      link: '#86d8bc',
      linkHover: '#b3ead6',
      textSubtle: '#a5b0ab',
      border: '#33403a',
      navigation,
      tabbar: { indicator: '#7fd1b5' },
    },
  }),
  fontFamily,
  defaultPageTheme: 'home',
  pageTheme: pageThemes('#12332b', '#1d5245'),
  components,
});
