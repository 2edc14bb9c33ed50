import { MarkdownContent } from '@backstage/core-components';
import styles from './prose.module.css';

/** Markdown that somebody wrote into a standard. */
export function Prose(props: { content: string }) {
  return (
    <div className={styles.prose}>
      <MarkdownContent content={props.content} />
    </div>
  );
}
