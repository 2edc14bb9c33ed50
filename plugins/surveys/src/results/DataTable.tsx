import { ReactNode } from 'react';
import styles from './results.module.css';

interface DataTableProps {
  /** Says what it is to those who do not see what stands around it. */
  label: string;
  columns: string[];
  /** Key, then cells; the first cell names the row. */
  rows: { key: string; cells: ReactNode[] }[];
}

/** A real table, that scrolls by itself where it is too wide. */
export function DataTable({ label, columns, rows }: DataTableProps) {
  return (
    // The keyboard can scroll what can be scrolled.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} role="group" aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, cells: [name, ...cells] }) => (
            <tr key={key}>
              <th scope="row">{name}</th>
              {cells.map((cell, index) => (
                <td key={columns[index + 1]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
