import { WaymarkIcon } from './WaymarkIcon';
import './brand.css';

/** The mark with the name beside it. */
export function WaymarkLogo(props: { size?: number; name?: string }) {
  const { size = 28, name = 'Waymark' } = props;
  return (
    <span className="waymark-logo" style={{ fontSize: size * 0.72 }}>
      <WaymarkIcon size={size} />
      <span>{name}</span>
    </span>
  );
}
