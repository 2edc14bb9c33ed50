import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { PreviewFile } from '@waymark-idp/plugin-golden-path-common';
import { goldenPathTranslationRef } from '../translation';
import styles from './preview.module.css';

interface FileListProps {
  files: PreviewFile[];
  chosen: string;
  onChoose(path: string): void;
}

/** The paths, to choose one from: a list where there is room, else a menu. */
export function FileList({ files, chosen, onChoose }: FileListProps) {
  const { t } = useTranslationRef(goldenPathTranslationRef);
  return (
    <>
      <label className={styles.menu}>
        {t('preview.choose')}
        <select value={chosen} onChange={event => onChoose(event.target.value)}>
          {files.map(({ path }) => (
            <option key={path}>{path}</option>
          ))}
        </select>
      </label>
      <nav aria-label={t('preview.files')} className={styles.list}>
        <ul>
          {files.map(({ path }) => (
            <li key={path}>
              <button
                type="button"
                aria-current={path === chosen ? 'true' : undefined}
                onClick={() => onChoose(path)}
              >
                {path}
              </button>
            </li>
          ))}
        </ul>
      </nav>
    </>
  );
}
