import { Link } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { LinkedEvidence } from '@waymark-idp/plugin-conformity-common';
import { conformityTranslationRef } from '../../translation';
import styles from './scorecard.module.css';

/** Where an outcome was decided: each place with its link and its line. */
export function EvidenceList(props: { evidence: LinkedEvidence[] }) {
  return (
    <ul className={styles.evidence}>
      {props.evidence.map((item, index) => (
        <li key={index}>
          <Place evidence={item} />
          <div>{item.message}</div>
          {item.excerpt && (
            <pre className={styles.excerpt}>
              <code>{item.excerpt}</code>
            </pre>
          )}
        </li>
      ))}
    </ul>
  );
}

function Place(props: { evidence: LinkedEvidence }) {
  const { file, line, url } = props.evidence;
  const { t } = useTranslationRef(conformityTranslationRef);
  if (!file) {
    return null;
  }
  const place =
    line === undefined
      ? file
      : t('check.evidenceAt', { file, line: String(line) });
  return url ? (
    <Link href={url} target="_blank" rel="noopener">
      {place}
    </Link>
  ) : (
    <strong>{place}</strong>
  );
}
