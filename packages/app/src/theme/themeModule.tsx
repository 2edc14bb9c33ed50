import DarkIcon from '@material-ui/icons/Brightness2';
import LightIcon from '@material-ui/icons/WbSunny';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { ThemeBlueprint } from '@backstage/plugin-app-react';
import { UnifiedThemeProvider } from '@backstage/theme';
import { ReactNode } from 'react';
import { darkTheme } from './darkTheme';
import { lightTheme } from './lightTheme';
import './theme.css';

const light = ThemeBlueprint.make({
  name: 'light',
  params: {
    theme: {
      id: 'light',
      title: 'Light',
      variant: 'light',
      icon: <LightIcon />,
      Provider: ({ children }: { children: ReactNode }) => (
        <UnifiedThemeProvider theme={lightTheme} themeName="waymark">
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});

const dark = ThemeBlueprint.make({
  name: 'dark',
  params: {
    theme: {
      id: 'dark',
      title: 'Dark',
      variant: 'dark',
      icon: <DarkIcon />,
      Provider: ({ children }: { children: ReactNode }) => (
        <UnifiedThemeProvider theme={darkTheme} themeName="waymark">
          {children}
        </UnifiedThemeProvider>
      ),
    },
  },
});

/** Waymark's themes in place of Backstage's, under the same names. */
export const themeModule = createFrontendModule({
  pluginId: 'app',
  extensions: [light, dark],
});
