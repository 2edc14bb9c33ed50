import { Link, useSidebarOpenState } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import { WaymarkIcon } from '../brand/WaymarkIcon';
import { WaymarkLogo } from '../brand/WaymarkLogo';
import './nav.css';

/** The way home, at the top of the side bar. */
export function SidebarLogo() {
  const { isOpen } = useSidebarOpenState();
  const title = useApi(configApiRef).getOptionalString('app.title');
  return (
    <Link
      to="/"
      underline="none"
      className="waymark-sidebar-logo"
      aria-label={`${title ?? 'Waymark'}: home`}
    >
      {isOpen ? (
        <WaymarkLogo size={30} name={title} />
      ) : (
        <WaymarkIcon size={30} />
      )}
    </Link>
  );
}
