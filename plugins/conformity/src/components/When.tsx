import { useWhen } from '../hooks/useWhen';

/** A point in time, relative, with the exact one on hover. */
export function When(props: { at: string }) {
  const when = useWhen();
  return (
    <time dateTime={props.at} title={new Date(props.at).toLocaleString()}>
      {when(props.at)}
    </time>
  );
}
